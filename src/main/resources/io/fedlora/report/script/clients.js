// Every client: how good it is for it, what it has, and how its group fares.

function finalScores(run) {
  if (run.metric.final) return run.metric.final;
  const shown = run.byClient;
  return shown.of === shown.clients.length ? shown.values.map(row => row.filter(isNumber).at(-1)) : [];
}

function clients(run, name, final) {
  const rows = final.map((value, client) =>
    ({ client, value, local: run.metric.afterLocal?.[client], group: groupOf(run, client) }));
  const there = rows.filter(row => isNumber(row.value));
  const sorted = there.map(row => row.value).sort((a, b) => a - b);
  return section("clients", "Every client", there.length > 1 ? clientsSentence(sorted) : "",
    columnsOf("two",
      there.length > 0 && rankedFigure({
        id: "clients-final", title: "At the end, worst first", rows, name, majority: run.metric.majority,
        fromWorst: fromWorst(run),
      }),
      run.byClient.values.length > 0 && overTime(run, name, run.byClient),
      labelsFigure(run), groupFigure(run, rows, name)));
}

function clientsSentence(sorted) {
  const at = share => format.score(quantile(sorted, share));
  return `At the end the clients lie between ${at(0)} and ${at(1)}, ` +
    `half of them between ${at(0.25)} and ${at(0.75)}; the standard deviation over clients is ${format.score(deviation(sorted))}.`;
}

function overTime(run, name, shown) {
  const ends = shown.values.map(row => row.filter(isNumber).at(-1));
  return shown.clients.length <= 12 ? linesOverTime(run, name, shown, ends) : rowsOverTime(run, shown, ends);
}

function linesOverTime(run, name, shown, ends) {
  const worst = ends.indexOf(worstOf(run, ends));
  const series = shown.clients.map((client, i) => ({
    name: "client " + client, client, colour: colour(i === worst ? "--worst" : "--s8"), thin: i !== worst,
    points: shown.rounds.map((round, r) => [round, shown.values[i][r]]),
  }));
  const average = {
    name: "mean", colour: colour("--ink"),
    points: shown.rounds.map((round, r) => [round, mean(shown.values.map(row => row[r]))]),
  };
  return lineFigure({
    id: "clients-time", title: "Over the rounds", note: "The one that ends worst is marked.", clients: true,
    x: "round", y: format.tick, yName: name, less: !higher(run), series: [...series, average], height: 320,
  });
}

function rowsOverTime(run, shown, ends) {
  const some = shown.clients.length < shown.of;
  const drawn = `${format.whole(shown.clients.length)} of ${format.whole(shown.of)} clients, evenly drawn; a`;
  const order = shown.clients.map((_, i) => i).sort((a, b) => fromWorst(run)(ends[a] ?? 0, ends[b] ?? 0));
  return matrixFigure({
    id: "clients-time", title: "Over the rounds",
    note: `${some ? drawn : "A"} row a client, in the order in which they end, worst first.`,
    rows: order.map(i => String(shown.clients[i])), clients: order.map(i => shown.clients[i]),
    columns: shown.rounds.map(String), values: order.map(i => shown.values[i]),
    rowName: "client", columnName: "round", print: format.score, marked: 0,
  });
}

function labelsFigure(run) {
  const { names, rows, counts, clustered, of } = run.labels;
  if (names.length < 2) return null;
  const shares = counts.map(row => {
    const sum = row.reduce((a, b) => a + b, 0);
    return row.map(v => (sum ? v / sum : 0));
  });
  const together = ` ${format.whole(of)} clients in ${rows.length} rows: those with the same commonest label stand ` +
    `together, and a row is the sum over about ${format.whole(of / rows.length)} of them.`;
  return matrixFigure({
    id: "labels", title: "Labels that each client trains on", across: names.length > 8,
    note: "Share of its training texts." + (clustered ? together : ""),
    rows: clustered ? rows.map((_, i) => `cluster ${i + 1}`) : rows.map(String), columns: names, values: shares,
    clients: clustered ? undefined : rows,
    rowName: clustered ? "cluster" : "client", columnName: "label", low: 0, print: format.percent,
  });
}

function groupFigure(run, rows, name) {
  const ends = ["merged", "late", "lost", "rejected", "cancelled"];
  const head = ["group", "clients", "asked", ...ends, `mean ${name}`, "worst"];
  const figures = run.groups.map(([group, count, open, ...ended]) => {
    const scores = rows.filter(row => row.group === group).map(row => row.value).filter(isNumber);
    return [group, count, ended.reduce((a, b) => a + b, open), ...ended, mean(scores), worstOf(run, scores)];
  });
  const body = figures.map(row => [...row.slice(0, -2), ...row.slice(-2).map(format.score)]);
  return tableFigure({
    id: "groups", title: "By group of the fleet", wide: true,
    data: () => ({ head, rows: figures }), content: tableOf({ head, rows: body }),
  });
}
