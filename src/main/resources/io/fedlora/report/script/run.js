// The page of one run.

function runPage(run) {
  const name = run.metric.name, scored = scoredRounds(run), final = finalScores(run);
  return [
    opening(run, name, scored, final), quality(run, name, scored), clients(run, name, final), timeline(run),
    taking(run), costs(run), ranksSection(run), ratios(run), faults(run), proof(run),
  ];
}

const flops = run => run.flows.flops.at(-1);

function timeline(run) {
  if (!run.timeline.lanes.length) return section("timeline", "Timeline", "No client has registered yet.");
  const a = run.timeline.activity, share = key => mean(a[key]) / run.timeline.of;
  const spent = [share("work"), share("download") + share("upload"), share("away")];
  const [work, travel, away, idle] = sharesOf([...spent, Math.max(0, 1 - spent.reduce((x, y) => x + y, 0))]);
  return section("timeline", "Timeline",
    `On average a client spent ${work} of the time training, ${travel} on its connection, ${away} away ` +
      `and ${idle} idle.`,
    columnsOf("one", timelineFigures(run)));
}

function taking(run) {
  const sum = pairs => pairs.reduce((all, pair) => all + pair[1], 0);
  const every = sum(run.staleness), stale = sum(run.staleness.filter(([missed]) => missed > 0));
  const sentence = stale ? `${format.percent(stale / every)} of the merged updates had missed at least one merge.`
    : "No merged update had missed a merge.";
  return section("participation", "Participation and staleness", every ? sentence : "",
    columnsOf("three",
      stackedFigure({
        id: "outcomes", title: "What became of the requests of each round", xName: "round",
        rows: run.outcomes.map(([round, ...counts]) => ({ name: round, counts })),
      }),
      histogramFigure({
        id: "participation", title: "How often clients took part", pairs: run.participation,
        xName: "updates merged", yName: "clients",
      }),
      every > 0 && histogramFigure({
        id: "staleness", title: "How stale merged updates were", pairs: run.staleness,
        xName: "merges missed", yName: "updates", tint: "--s3",
      })));
}

function costs(run) {
  const flow = (key, name, tint) =>
    ({ name, colour: tint, points: run.flows.t.map((t, i) => [t * run.tick, run.flows[key][i]]) });
  const zero = text => v => (v === 0 ? "0" : text(v));
  const scored = scoredRounds(run), up = run.flows.up.at(-1), down = run.flows.down.at(-1);
  return section("costs", "Traffic and work",
    `${format.bytes(up)} went up, ${format.bytes(down)} down, ` +
      `and clients did ${format.flops(flops(run))} of counted work.`,
    columnsOf("three",
      lineFigure({
        id: "traffic", title: "Traffic", note: "Whole wire records, lost ones included.", x: "time",
        y: zero(format.bytes), yName: "bytes since the start", yCsv: "bytes", low: 0, yTicks: byteTicks,
        series: [flow("up", "up", colour("--s3")), flow("down", "down", colour("--s8"))],
      }),
      lineFigure({
        id: "flops", title: "Local work", note: "Counted, work that was broken off as far as it went.", x: "time",
        y: zero(format.flops), yName: "FLOPs since the start", yCsv: "flops", low: 0,
        series: [{ ...flow("flops", "", colour("--s1")), unlabelled: true }],
      }),
      scored.length > 0 && lineFigure({
        id: "quality-bytes", title: "Quality for traffic", x: "bytes", xName: "up and down", y: format.tick,
        yName: run.metric.name, less: !higher(run),
        series: [{
          name: "mean", unlabelled: true, colour: colour("--s1"), points: scored.map(r => [r.bytes, r.metric]),
          spread: scored.map(r => [r.bytes, r.least, r.greatest]),
        }],
      })));
}

function ranksSection(run) {
  const ranks = run.ranks;
  if (!ranks.linears) {
    const later = "Singular values are shown once the run has ended.";
    return run.state === "completed" ? null : section("ranks", "Ranks", later);
  }
  const counts = new Map();
  ranks.all.forEach(rank => counts.set(rank, (counts.get(rank) || 0) + 1));
  const pairs = [...counts].sort((a, b) => a[0] - b[0]), least = pairs[0][0], most = pairs.at(-1)[0];
  if (most === 0) {
    const why = flops(run) > 0 ? ": nothing of what was trained was merged." : ": nothing was trained.";
    return section("ranks", "Ranks", "No adapter has moved from its start" + (totals(run).merged ? "." : why));
  }
  const spread = pairs.length === 1 ? `Every client reached rank ${least} on at least one linear`
    : `On the linear where it is greatest, clients reached ranks from ${least} to ${most}`;
  const reach = `[${ranks.rank - ranks.privateRank},\u00a0${ranks.rank + ranks.privateRank}]`;
  return section("ranks", "Ranks",
    spread + (ranks.privateRank
      ? `, where the common adapter has rank ${ranks.rank} and a private one can move it anywhere in ${reach}.` : "."),
    columnsOf("two", spectrumFigure(run), reachedFigure(run),
      histogramFigure({
        id: "rank-histogram", title: "Largest rank over linears, all clients", pairs, xName: "rank", yName: "clients",
      })));
}

function ratios(run) {
  const points = run.rounds.round.map((round, i) => [round, run.rounds.ratio[i]]);
  const last = points.filter(p => isNumber(p[1])).at(-1)?.[1];
  if (last === undefined) return null;
  const { rounds, clients: numbers, values } = run.ratioByClient, few = numbers.length <= 12;
  const spread = rounds.map((round, r) => {
    const column = values.map(row => row[r]).filter(isNumber);
    return column.length ? [round, ...extent(column)] : [round, NaN, NaN];
  });
  const lines = few ? numbers.map((client, i) => ({
    name: "client " + client, client, quiet: true, thin: true, colour: colour("--s8"),
    points: rounds.map((round, r) => [round, values[i][r]]),
  })) : [];
  return section("hypergradient", "The second-order term",
    "‖αHVP‖/‖p‖ says how large the correction by the private adapter's Hessian–vector product is beside the " +
      `plain gradient; in the last round it was ${format.small(last)} on average.`,
    columnsOf("one", lineFigure({
      id: "hypergradient", title: "‖αHVP‖/‖p‖ over the rounds",
      x: "round", y: format.small, yName: "ratio", low: 0, height: 300, clients: few,
      note: "Mean over the updates that arrived" +
        (few ? "; thin lines are clients." : ", and from the least to the greatest client."),
      series: [...lines, { name: "mean", colour: colour("--s1"), points, spread: few ? undefined : spread }],
    })));
}
