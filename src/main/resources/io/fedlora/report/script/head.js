// The head of a run's page: what it was to find out, and what it came to.

function totals(run) {
  const sums = OUTCOMES.map((_, k) => run.outcomes.reduce((sum, row) => sum + row[k + 1], 0));
  return { sums, asked: sums.reduce((a, b) => a + b, 0), merged: sums[1] + sums[6] };
}

function opening(run, name, scored, final) {
  return html("div", { class: "opening" },
    html("p", { class: "eyebrow" }, eyebrow(run)),
    html("h1", {}, run.name),
    run.unmerged && html("p", { class: "alert", role: "note" }, run.unmerged),
    html("div", { class: "question" },
      html("p", { class: "lead" }, run.question.task),
      html("dl", { class: "terms" }, pairsOf(run.question.terms.map(([term, text]) => [term, unbroken(text)])))),
    tiles(run, name, scored, final),
    details("scenario", "The whole scenario, every key",
      html("dl", { class: "scenario" }, run.question.scenario.map(([key, value]) =>
        html("div", {}, html("dt", {}, key), html("dd", {}, value))))));
}

const pairsOf = pairs => pairs.map(([name, value]) => [html("dt", {}, name), html("dd", {}, value)]);

// Method, seed and clients, and how far it has come.
function eyebrow(run) {
  const clients = format.count(run.clients.count || Number(run.plannedClients) || 0, "client");
  return [run.method, `seed ${run.seed}`, clients, ...stageOf(run)].join(" · ");
}

function stageOf(run) {
  if (run.state === "completed") return [format.count(run.rounds.round.length, "round")];
  const closed = run.rounds.round.at(-1) ?? 0, planned = Number(run.planned);
  const round = planned ? `round ${format.whole(closed)} of ${format.whole(planned)}` : `round ${format.whole(closed)}`;
  return goesOn() ? [round, "running"] : [round, "interrupted", `fedlora resume ${run.folder || "DIR"} goes on`];
}

// The worst client at the end: { client, value }, or nothing.
function worstClient(run, final) {
  const value = worstOf(run, final);
  return isNumber(value) ? { client: final.indexOf(value), value } : null;
}

function tiles(run, name, scored, final) {
  const { sums, asked, merged } = totals(run), { majority } = run.metric;
  const last = scored.at(-1), worst = worstClient(run, final), done = run.state === "completed";
  const [steps, tokens] = run.parameters.slice(2);
  const work = `${format.count(steps, "step")}, ${format.count(tokens, isRegression(run) ? "column" : "token")}`;
  const down = run.flows.down.at(-1), up = run.flows.up.at(-1);
  const failed = [2, 3, 4, 5].filter(k => sums[k]).map(k => `${format.whole(sums[k])} ${OUTCOMES[k].name}`);
  const scoredNote = isNumber(majority) ? `${format.score(majority)} by the commonest label`
    : last ? `after round ${last.round}` : "not scored";
  return html("dl", { class: "tiles" },
    tile(`mean ${name}`, format.score(last ? last.metric : NaN), scoredNote),
    tile("worst client", worst ? format.score(worst.value) : DASH,
      worst ? [`client ${worst.client}`, groupOf(run, worst.client)].filter(Boolean).join(", ") : ""),
    tile("virtual time", format.seconds(run.end),
      run.wall ? "paced by the wall clock" : done ? format.count(run.rounds.round.length, "round") : "so far"),
    tile("merged", format.percent(asked ? merged / asked : NaN),
      `${format.whole(merged)} of ${format.count(asked, "request")}`),
    tile("not merged", format.whole(sums[2] + sums[3] + sums[4] + sums[5]), failed.join(", ") || "none"),
    tile("traffic", format.bytes(up + down), `${format.bytes(up)} up, ${format.bytes(down)} down`),
    tile("local work", format.flops(flops(run)), run.parameters.length ? work : ""));
}

// Where the bytes of a run come from, and how it is held again.
function proof(run) {
  const p = run.proof, mono = text => html("span", { class: "mono" }, text);
  const items = [
    ["times", run.wall ? "as the wall clock paced them, since the start" : "virtual, since the start of the run"],
    p.fingerprint && ["fingerprint of the adapters", mono(p.fingerprint)],
    p.journal && ["journal", mono(p.journal)],
    p.numerics && ["numerics", p.numerics],
    ["again", html("code", {}, "fedlora run scenario.conf")],
  ].filter(Boolean);
  return html("footer", {}, html("dl", {}, pairsOf(items)));
}
