// The page of one run.

function section(id, name, sentence, ...content) {
  return html("section", { id, "aria-labelledby": id + "-name", "data-name": name },
    html("h2", { id: id + "-name" }, name), sentence && html("p", {}, sentence), content);
}

function columnsOf(name, ...content) {
  return html("div", { class: "grid " + name }, content);
}

function tile(name, value, note) {
  return html("div", { class: "tile" }, html("dt", {}, name), html("dd", {}, html("span", { class: "value" }, value), html("span", { class: "note" }, note || "")));
}

function scoredRounds(run) {
  return run.rounds.round.map((round, i) => ({
    round, i, t: run.rounds.t[i] * run.tick, metric: run.rounds.metric[i], least: run.rounds.least[i], greatest: run.rounds.greatest[i],
    bytes: run.rounds.up[i] + run.rounds.down[i],
  })).filter(r => isNumber(r.metric));
}

function finalScores(run) {
  if (run.metric.final) return run.metric.final;
  const shown = run.byClient;
  return shown.of === shown.clients.length ? shown.values.map(row => row.filter(isNumber).at(-1)) : [];
}

function runPage(run) {
  const name = run.metric.name, scored = scoredRounds(run), final = finalScores(run);
  return [opening(run, name, scored, final), quality(run, name, scored), clients(run, name, final), timeline(run), taking(run), costs(run), ranksSection(run), ratios(run), faults(run), proof(run)];
}

const higher = run => run.metric.higherIsBetter !== false;
const fromWorst = run => (a, b) => (higher(run) ? a - b : b - a);
const worstOf = (run, values) => values.filter(isNumber).sort(fromWorst(run))[0] ?? NaN;

function totals(run) {
  const sums = OUTCOMES.map((_, k) => run.outcomes.reduce((sum, row) => sum + row[k + 1], 0));
  return { sums, asked: sums.reduce((a, b) => a + b, 0), merged: sums[1] + sums[6] };
}

function opening(run, name, scored, final) {
  const { sums, asked, merged } = totals(run), last = scored.at(-1);
  const worst = final.some(isNumber) ? final.indexOf(worstOf(run, final)) : -1;
  const flows = run.flows, down = flows.down.at(-1), up = flows.up.at(-1);
  const state = run.state === "completed" ? "" : " · not finished";
  return html("div", { class: "opening" },
    html("p", { class: "eyebrow" }, `${run.method} · seed ${run.seed} · ${format.count(run.clients.count, "client")} · ${format.count(run.rounds.round.length, "round")}${state}`),
    html("h1", {}, run.name),
    run.unmerged && html("p", { class: "alert", role: "note" }, run.unmerged),
    html("div", { class: "question" },
      html("p", { class: "lead" }, run.question.task),
      html("dl", { class: "terms" }, run.question.terms.map(([name, text]) => [html("dt", {}, name), html("dd", {}, text)]))),
    html("dl", { class: "tiles" },
      tile(`mean ${name}`, format.score(last ? last.metric : NaN), isNumber(run.metric.majority) ? `${format.score(run.metric.majority)} by the commonest label` : last ? `after round ${last.round}` : "not scored"),
      tile("worst client", worst >= 0 ? format.score(final[worst]) : DASH, worst >= 0 ? `client ${worst}, ${run.clients.groups[run.clients.group[worst]] || ""}` : ""),
      tile("virtual time", format.seconds(run.end), run.wall ? "paced by the wall clock" : `${format.count(run.rounds.round.length, "round")}`),
      tile("merged", format.percent(asked ? merged / asked : NaN), `${format.whole(merged)} of ${format.whole(asked)} requests`),
      tile("not merged", format.whole(sums[2] + sums[3] + sums[4] + sums[5]), [2, 3, 4, 5].filter(k => sums[k]).map(k => `${format.whole(sums[k])} ${OUTCOMES[k].name}`).join(", ") || "none"),
      tile("traffic", format.bytes(up + down), `${format.bytes(up)} up, ${format.bytes(down)} down`),
      tile("local work", format.flops(flops(run)), run.parameters.length ? `${format.whole(run.parameters[2])} steps, ${format.whole(run.parameters[3])} tokens` : "")),
    html("details", {}, html("summary", {}, "The whole scenario, every key"),
      html("dl", { class: "scenario" }, run.question.scenario.map(([key, value]) => html("div", {}, html("dt", {}, key), html("dd", {}, value))))));
}

// A regression's loss is its squared error, every other one's the cross-entropy of the labels.
const lossName = metric => (metric === "mse" ? "Mean squared error" : "Cross-entropy");
const lossUnit = metric => (metric === "mse" ? "loss" : "nats");

const flops = run => run.flows.flops.at(-1);

function quality(run, name, scored) {
  if (!scored.length) return section("quality", "Time to quality", "No round has been scored.");
  const best = scored.reduce((a, b) => (fromWorst(run)(b.metric, a.metric) > 0 ? b : a));
  // Of a metric of which less is better, a share of the best is as many times it as makes it worse.
  const enough = share => best.metric + (higher(run) ? share - 1 : 1 / share - 1) * Math.abs(best.metric);
  const reached = share => scored.find(r => fromWorst(run)(r.metric, enough(share)) >= 0);
  const near = reached(0.95);
  const spread = key => scored.map(r => [r[key], r.least, r.greatest]);
  const chart = (id, key, x, title) => lineFigure({
    id, title, x, y: v => String(Number(v.toPrecision(3))), yName: name,
    low: best.metric <= 1 && scored.every(r => r.least >= 0) ? 0 : undefined, high: best.metric <= 1 && best.metric > 0.4 ? 1 : undefined,
    series: [{ name: "mean", colour: colour("--s1"), points: scored.map(r => [r[key], r.metric]), spread: spread(key) }],
    references: isNumber(run.metric.majority) ? [{ y: run.metric.majority, name: "commonest label" }] : [],
  });
  const losses = ["trainLoss", "loss"].map((key, i) => ({
    name: ["training", "scored"][i], colour: seriesColour(i), points: run.rounds.round.map((r, k) => [r, run.rounds[key][k]]),
  }));
  const table = {
    head: ["share of the best", name, "round", "virtual time", "traffic so far"],
    rows: [0.5, 0.8, 0.9, 0.95, 0.99, 1].map(share => {
      const r = reached(share);
      return [format.percent(share), format.score(r.metric), r.round, format.seconds(r.t), format.bytes(r.bytes)];
    }),
  };
  return section("quality", "Time to quality",
    `The mean ${name} reached 95 % of its best, ${format.score(best.metric)} in round ${best.round}, after ${format.count(near.round, "round")}, ${format.seconds(near.t)} of virtual time and ${format.bytes(near.bytes)} of traffic. The band reaches from the worst client to the best.`,
    columnsOf("two",
      chart("quality-time", "t", "time", "On virtual time"), chart("quality-round", "round", "round", "On rounds"),
      lineFigure({ id: "loss", title: lossName(name), note: "Of the updates that arrived, while training; and of the scored texts after the merge.", x: "round", y: format.small, yName: lossUnit(name), series: losses, low: 0 }),
      html("figure", {}, html("figcaption", {}, html("h3", {}, "When was how much reached?")), html("div", { class: "table-scroll quality-table" }, tableOf(table)))));
}

function clients(run, name, final) {
  const rows = final.map((value, client) => ({ client, value, local: run.metric.afterLocal?.[client], group: run.clients.groups[run.clients.group[client]] || "" }));
  const there = rows.filter(row => isNumber(row.value)), sorted = there.map(row => row.value).sort((a, b) => a - b);
  const shown = run.byClient, parts = [];
  if (there.length) parts.push(rankedFigure({ id: "clients-final", title: "At the end, worst first", rows, name, majority: run.metric.majority, fromWorst: fromWorst(run) }));
  if (shown.values.length) parts.push(overTime(run, name, shown, rows));
  const table = groupFigure(run, rows, name);
  return section("clients", "Every client",
    there.length > 1 ? `At the end the clients lie between ${format.score(sorted[0])} and ${format.score(sorted.at(-1))}, half of them between ${format.score(quantile(sorted, 0.25))} and ${format.score(quantile(sorted, 0.75))}; the standard deviation over clients is ${format.score(deviation(sorted))}.` : "",
    columnsOf("two", parts, labelsFigure(run), table));
}

function overTime(run, name, shown, rows) {
  const few = shown.clients.length <= 12;
  const ends = shown.values.map(row => row.filter(isNumber).at(-1));
  const worst = ends.indexOf(worstOf(run, ends));
  const note = shown.clients.length < shown.of ? `${shown.clients.length} of ${format.whole(shown.of)} clients, evenly drawn; ` : "";
  if (few) {
    const series = shown.clients.map((client, i) => ({
      name: "client " + client, colour: colour(i === worst ? "--worst" : "--s8"), thin: i !== worst,
      points: shown.rounds.map((round, r) => [round, shown.values[i][r]]),
    }));
    const average = { name: "mean", colour: colour("--ink"), points: shown.rounds.map((round, r) => [round, mean(shown.values.map(row => row[r]))]) };
    return lineFigure({ id: "clients-time", title: "Over the rounds", note: "The one that ends worst is marked.", x: "round", y: v => String(Number(v.toPrecision(3))), yName: name, series: [...series, average], height: 320 });
  }
  const order = shown.clients.map((client, i) => i).sort((a, b) => fromWorst(run)(ends[a] ?? 0, ends[b] ?? 0));
  return matrixFigure({
    id: "clients-time", title: "Over the rounds", note: note + (note ? "a" : "A") + " row a client, in the order in which they end, worst first.",
    rows: order.map(i => String(shown.clients[i])), columns: shown.rounds.map(String), values: order.map(i => shown.values[i]),
    rowName: "client", columnName: "round", print: format.score, marked: 0,
  });
}

function labelsFigure(run) {
  const labels = run.labels;
  if (labels.names.length < 2) return null;
  const shares = labels.counts.map(row => { const sum = row.reduce((a, b) => a + b, 0); return row.map(v => (sum ? v / sum : 0)); });
  return matrixFigure({
    id: "labels", title: "Labels that each client trains on", across: labels.names.length > 8,
    note: "Share of its training texts." + (labels.clustered ? ` ${format.whole(labels.of)} clients in ${labels.rows.length} rows: those with the same commonest label stand together, and a row is the sum over about ${format.whole(labels.of / labels.rows.length)} of them.` : ""),
    rows: labels.clustered ? labels.rows.map((_, i) => `cluster ${i + 1}`) : labels.rows.map(String), columns: labels.names, values: shares,
    rowName: labels.clustered ? "cluster" : "client", columnName: "label", low: 0, print: format.percent,
  });
}

function groupFigure(run, rows, name) {
  const head = ["group", "clients", "asked", "merged", "late", "lost", "rejected", "cancelled", `mean ${name}`, "worst"];
  const figures = run.groups.map(([group, count, open, merged, late, lost, rejected, cancelled]) => {
    const scores = rows.filter(row => row.group === group).map(row => row.value).filter(isNumber);
    return [group, count, open + merged + late + lost + rejected + cancelled, merged, late, lost, rejected, cancelled, mean(scores), worstOf(run, scores)];
  });
  const body = figures.map(row => [...row.slice(0, -2), ...row.slice(-2).map(format.score)]);
  return html("figure", { class: "wide", id: "figure-groups" },
    html("figcaption", {}, html("div", { class: "caption-row" }, html("h3", {}, "By group of the fleet"),
      html("div", { class: "tools" }, html("button", { type: "button", "aria-label": "Save as CSV: by group", onclick: () => saveCsv("groups", { head, rows: figures }) }, "CSV")))),
    html("div", { class: "table-scroll" }, tableOf({ head, rows: body })));
}

function timeline(run) {
  if (!run.timeline.lanes.length) return section("timeline", "Timeline", "No client has registered yet.");
  const a = run.timeline.activity, share = key => mean(a[key]) / run.timeline.of;
  const spent = [share("work"), share("download") + share("upload"), share("away")];
  const [work, travel, away, idle] = sharesOf([...spent, Math.max(0, 1 - spent.reduce((x, y) => x + y, 0))]);
  return section("timeline", "Timeline",
    `On average a client spent ${work} of the time training, ${travel} on its connection, ${away} away and ${idle} idle.`,
    columnsOf("one", timelineFigure(run)));
}

function taking(run) {
  const stale = run.staleness.reduce((sum, [missed, many]) => sum + (missed > 0 ? many : 0), 0);
  const every = run.staleness.reduce((sum, pair) => sum + pair[1], 0);
  return section("participation", "Participation and staleness",
    every ? (stale ? `${format.percent(stale / every)} of the merged updates had missed at least one merge.` : "No merged update had missed a merge.") : "",
    columnsOf("three",
      stackedFigure({ id: "outcomes", title: "What became of the requests of each round", xName: "round", rows: run.outcomes.map(row => ({ name: row[0], counts: row.slice(1) })) }),
      histogramFigure({ id: "participation", title: "How often clients took part", pairs: run.participation, xName: "updates merged", yName: "clients" }),
      histogramFigure({ id: "staleness", title: "How stale merged updates were", pairs: run.staleness, xName: "merges missed", yName: "updates", tint: "--s3" })));
}

function costs(run) {
  const flow = (key, name, tint) => ({ name, colour: tint, points: run.flows.t.map((t, i) => [t * run.tick, run.flows[key][i]]) });
  const bytes = v => (v === 0 ? "0" : format.bytes(v));
  const scored = scoredRounds(run);
  return section("costs", "Traffic and work", `${format.bytes(run.flows.up.at(-1))} went up, ${format.bytes(run.flows.down.at(-1))} down, and clients did ${format.flops(flops(run))} of counted work.`,
    columnsOf("three",
      lineFigure({ id: "traffic", title: "Traffic", note: "Whole wire records, lost ones included.", x: "time", y: bytes, yName: "bytes since the start", low: 0, yTicks: byteTicks, series: [flow("up", "up", colour("--s3")), flow("down", "down", colour("--s8"))] }),
      lineFigure({ id: "flops", title: "Local work", note: "Counted, work that was broken off as far as it went.", x: "time", y: v => (v === 0 ? "0" : format.flops(v)), yName: "FLOPs since the start", low: 0, series: [{ ...flow("flops", "", colour("--s1")), unlabelled: true }] }),
      scored.length && lineFigure({ id: "quality-bytes", title: "Quality for traffic", x: "bytes", xName: "up and down", y: v => String(Number(v.toPrecision(3))), yName: run.metric.name, series: [{ name: "mean", unlabelled: true, colour: colour("--s1"), points: scored.map(r => [r.bytes, r.metric]), spread: scored.map(r => [r.bytes, r.least, r.greatest]) }] })));
}

function ranksSection(run) {
  const ranks = run.ranks;
  if (!ranks.linears) return run.state === "completed" ? null : section("ranks", "Ranks", "Singular values are shown once the run has ended.");
  const counts = new Map();
  ranks.all.forEach(rank => counts.set(rank, (counts.get(rank) || 0) + 1));
  const pairs = [...counts].sort((a, b) => a[0] - b[0]);
  if (pairs.at(-1)[0] === 0) return section("ranks", "Ranks", "No adapter has moved from its start" + (totals(run).merged ? "." : flops(run) > 0 ? ": nothing of what was trained was merged." : ": nothing was trained."));
  const spread = pairs.length === 1 ? `Every client reached rank ${pairs[0][0]} on at least one linear` : `On the linear where it is greatest, clients reached ranks from ${pairs[0][0]} to ${pairs.at(-1)[0]}`;
  return section("ranks", "Ranks",
    spread + (ranks.privateRank ? `, where the common adapter has rank ${ranks.rank} and a private one can move it anywhere in [${ranks.rank - ranks.privateRank},\u00a0${ranks.rank + ranks.privateRank}].` : "."),
    columnsOf("two", spectrumFigure(run), reachedFigure(run),
      histogramFigure({ id: "rank-histogram", title: "Largest rank over linears, all clients", pairs, xName: "rank", yName: "clients" })));
}

function ratios(run) {
  const points = run.rounds.round.map((round, i) => [round, run.rounds.ratio[i]]);
  if (!points.some(p => isNumber(p[1]))) return null;
  const table = run.ratioByClient;
  const spread = table.rounds.map((round, r) => { const column = table.values.map(row => row[r]).filter(isNumber); return column.length ? [round, Math.min(...column), Math.max(...column)] : [round, NaN, NaN]; });
  const few = table.clients.length <= 12;
  const series = few ? table.clients.map((client, i) => ({ name: "client " + client, quiet: true, thin: true, colour: colour("--s8"), points: table.rounds.map((round, r) => [round, table.values[i][r]]) })) : [];
  const last = points.filter(p => isNumber(p[1])).at(-1)[1];
  return section("hypergradient", "The second-order term",
    `‖αHVP‖/‖p‖ says how large the correction by the private adapter's Hessian–vector product is beside the plain gradient; in the last round it was ${format.small(last)} on average.`,
    columnsOf("one", lineFigure({ id: "hypergradient", title: "‖αHVP‖/‖p‖ over the rounds", note: few ? "Mean over the updates that arrived; thin lines are clients." : "Mean over the updates that arrived, and from the least to the greatest client.", x: "round", y: format.small, yName: "ratio", low: 0, series: [...series, { name: "mean", colour: colour("--s1"), points, spread: few ? undefined : spread }], height: 300 })));
}

const TOLD = {
  "request-lost": "lost", "update-late": "late", "update-rejected": "rejected", "request-cancelled": "cancelled", "client-away": "away",
  "work-abandoned": "work broken off", "work-failed": "work failed", "state-discarded": "private state not finite", "update-duplicate": "duplicate",
};

function faults(run) {
  if (!run.faults.length) return section("faults", "Faults", "Nothing went wrong: every request was answered in its round and merged.");
  const head = ["what", "reason", "times", "clients", "first", "last", "what became of it"];
  const rows = run.faults.map(f => [TOLD[f.type] || f.type.replaceAll("-", " "), f.reason || DASH, f.count, f.clients, format.seconds(f.first * run.tick), format.seconds(f.last * run.tick), (f.became || DASH) + (f.seconds ? `; ${format.seconds(f.seconds)} in all` : "")]);
  const plain = () => ({
    head: ["what", "reason", "times", "clients", "first s", "last s", "what became of it", "away s"],
    rows: run.faults.map(f => [TOLD[f.type] || f.type.replaceAll("-", " "), f.reason, f.count, f.clients, f.first * run.tick, f.last * run.tick, f.became, f.seconds || null].map(v => (typeof v === "number" ? Number(v.toPrecision(12)) : v))),
  });
  return section("faults", "Faults", "What went otherwise than in a quiet run, and what became of it.",
    html("figure", { id: "figure-faults", class: "plain" },
      html("figcaption", {}, html("div", { class: "caption-row" }, html("h3", { class: "sr-only" }, "Faults"), html("div", { class: "tools" }, html("button", { type: "button", "aria-label": "Save as CSV: faults", onclick: () => saveCsv("faults", plain()) }, "CSV")))),
      html("div", { class: "table-scroll" }, tableOf({ head, rows }))));
}

function proof(run) {
  const p = run.proof;
  const items = [
    ["times", run.wall ? "as the wall clock paced them, since the start" : "virtual, since the start of the run"],
    p.fingerprint && ["fingerprint of the adapters", html("span", { class: "mono" }, p.fingerprint)],
    p.journal && ["journal", html("span", { class: "mono" }, p.journal)],
    p.numerics && ["numerics", p.numerics],
    ["again", html("code", {}, "fedlora run scenario.conf")],
  ].filter(Boolean);
  return html("footer", {}, html("dl", {}, items.map(([name, value]) => [html("dt", {}, name), html("dd", {}, value)])));
}
