// How good the model was when.

const higher = run => run.metric.higherIsBetter !== false;
const fromWorst = run => (a, b) => (higher(run) ? a - b : b - a);
const worstOf = (run, values) => values.filter(isNumber).sort(fromWorst(run))[0] ?? NaN;

// A regression's loss is its squared error, every other one's the cross-entropy of the labels.
const lossName = metric => (metric === "mse" ? "Mean squared error" : "Cross-entropy");
const lossUnit = metric => (metric === "mse" ? "loss" : "nats");
const isRegression = run => run.metric.name === "mse";

function scoredRounds(run) {
  const { round, t, metric, least, greatest, up, down } = run.rounds;
  return round.map((number, i) => ({
    round: number, t: t[i] * run.tick, bytes: up[i] + down[i],
    metric: metric[i], least: least[i], greatest: greatest[i],
  })).filter(one => isNumber(one.metric));
}

function quality(run, name, scored) {
  if (!scored.length) return section("quality", "Time to quality", "No round has been scored.", lossOnly(run, name));
  const best = scored.reduce((a, b) => (fromWorst(run)(b.metric, a.metric) > 0 ? b : a));
  const moved = totals(run).merged > 0;
  return section("quality", "Time to quality",
    moved ? qualitySentence(run, name, scored, best) : untouched(run, name, scored),
    columnsOf("two",
      qualityChart(run, name, scored, best, { id: "quality-time", key: "t", x: "time", title: "On virtual time" }),
      qualityChart(run, name, scored, best, { id: "quality-round", key: "round", x: "round", title: "On rounds" }),
      lossFigure(run, name), moved && reachedTable(run, name, scored, best)));
}

// Of a metric of which less is better, a share of the best is as many times it as makes it worse.
function firstReaching(run, scored, best, share) {
  const enough = best.metric + (higher(run) ? share - 1 : 1 / share - 1) * Math.abs(best.metric);
  return scored.find(one => fromWorst(run)(one.metric, enough) >= 0);
}

function qualitySentence(run, name, scored, best) {
  const near = firstReaching(run, scored, best, 0.95);
  const cost = `${format.seconds(near.t)} of virtual time and ${format.bytes(near.bytes)} of traffic`;
  return `The mean ${name} reached 95 % of its best, ${format.score(best.metric)} in round ${best.round}, after ` +
    `${format.count(near.round, "round")}, ${cost}. The band reaches from the worst client to the best.`;
}

// What was never merged into has not been reached either.
function untouched(run, name, scored) {
  const yet = run.state === "completed" ? "Nothing was merged" : "Nothing has been merged yet";
  return `${yet}: a mean ${name} of ${format.score(scored.at(-1).metric)} is that of the untouched start, with what ` +
    "clients keep to themselves. The band reaches from the worst client to the best.";
}

function qualityChart(run, name, scored, best, { id, key, x, title }) {
  const { majority } = run.metric, share = best.metric <= 1 && best.metric > 0.4;
  return lineFigure({
    id, title, x, y: format.tick, yName: name, less: !higher(run),
    low: best.metric <= 1 && scored.every(one => one.least >= 0) ? 0 : undefined,
    high: share && higher(run) ? 1 : undefined,
    series: [{
      name: "mean", colour: colour("--s1"), points: scored.map(one => [one[key], one.metric]),
      spread: scored.map(one => [one[key], one.least, one.greatest]),
    }],
    references: isNumber(majority) ? [{ y: majority, name: "commonest label" }] : [],
  });
}

function lossFigure(run, name) {
  const { round } = run.rounds, scored = isRegression(run) ? "columns" : "texts";
  return lineFigure({
    id: "loss", title: lossName(name), x: "round", y: format.small, yName: lossUnit(name), low: 0, less: true,
    note: `Of the updates that arrived, while training; and of the scored ${scored} after the merge.`,
    series: ["trainLoss", "loss"].map((key, i) => ({
      name: ["training", "scored"][i], colour: seriesColour(i),
      points: round.map((number, k) => [number, run.rounds[key][k]]),
    })),
  });
}

// The loss of what was trained, where nothing was scored.
function lossOnly(run, name) {
  return run.rounds.trainLoss.some(isNumber) && columnsOf("two", lossFigure(run, name));
}

function reachedTable(run, name, scored, best) {
  const rows = [0.5, 0.8, 0.9, 0.95, 0.99, 1].map(share => ({ share, at: firstReaching(run, scored, best, share) }));
  const head = ["of the best", name, "round", "time", "traffic"];
  const shown = rows.map(({ share, at }) =>
    [format.percent(share), format.score(at.metric), at.round, format.seconds(at.t), format.bytes(at.bytes)]);
  return tableFigure({
    id: "reached", title: "When was how much reached?",
    data: () => ({
      head, csv: ["share_of_the_best", name, "round", "virtual_time_s", "traffic_bytes"],
      rows: rows.map(({ share, at }) => [share, at.metric, at.round, Number(at.t.toPrecision(12)), at.bytes]),
    }),
    content: tableOf({ head, rows: shown }),
  });
}
