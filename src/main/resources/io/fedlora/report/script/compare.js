// The page of several runs side by side. Runs of one setting differ in their seeds alone.

function comparePage(data) {
  const settings = data.settings.map((name, i) => ({ name, colour: seriesColour(i), runs: data.runs.filter(run => run.setting === i) }));
  return [compareOpening(data, settings), compareQuality(data, settings), compareClients(data, settings), compareTime(settings), compareParticipation(settings), compareCosts(data, settings), compareMethod(settings), compareRuns(data, settings)];
}

const plainNumber = v => String(Number(v.toPrecision(3)));

function compareOpening(data, settings) {
  const seeds = new Set(data.runs.map(run => run.seed));
  const saved = html("button", { type: "button", "aria-label": "Save as CSV: the comparison", onclick: () => saveCsv("comparison", { head: data.titles, rows: data.table }) }, "CSV");
  const latex = html("button", { type: "button", "aria-label": "Save as LaTeX: the comparison", onclick: () => save(`${pageName}.tex`, "text/plain", data.latex) }, "LaTeX");
  return html("div", { class: "opening" },
    html("p", { class: "eyebrow" }, `${format.count(data.runs.length, "run")} · ${format.count(settings.length, "setting")} · ${format.count(seeds.size, "seed")}`),
    html("h1", {}, data.name),
    html("p", { class: "lead" }, settings.length > 1 ? `${settings.length} settings that differ in ${data.differences.slice(0, 4).map(row => row[0]).join(", ")}${data.differences.length > 4 ? " and more" : ""}. Figures are means over seeds, ± their standard deviation.` : "Runs that differ in their seeds alone. Figures are means, ± their standard deviation."),
    html("figure", { class: "comparison", id: "figure-comparison" },
      html("figcaption", {}, html("div", { class: "caption-row" }, html("h3", { class: "sr-only" }, "Comparison"), html("div", { class: "tools" }, saved, latex))),
      html("div", { class: "table-scroll" }, tableOf({ head: data.titles, rows: data.table }))));
}

function roundsOf(run) {
  return run.rounds.round.map((round, i) => ({ round, t: run.rounds.t[i] * run.tick, metric: run.rounds.metric[i], loss: run.rounds.loss[i], ratio: run.rounds.ratio[i], bytes: run.rounds.up[i] + run.rounds.down[i] }));
}

// Mean over the runs of a setting, round by round, and from one standard deviation below to one above.
function overRounds(setting, pick) {
  const rounds = [...new Set(setting.runs.flatMap(run => run.rounds.round))].sort((a, b) => a - b);
  const columns = rounds.map(round => setting.runs.map(run => roundsOf(run).find(r => r.round === round)).filter(Boolean).map(pick).filter(isNumber));
  return spreadSeries(setting, rounds, columns);
}

function spreadSeries(setting, xs, columns) {
  return {
    name: setting.name, colour: setting.colour,
    points: xs.map((x, i) => [x, mean(columns[i])]),
    spread: setting.runs.length > 1 ? xs.map((x, i) => { const m = mean(columns[i]), d = deviation(columns[i]); return [x, m - d, m + d]; }) : undefined,
  };
}

// The same along a common grid of virtual time or bytes, each run keeping its last score.
function overGrid(setting, end, key) {
  const grid = Array.from({ length: 81 }, (_, i) => (i * end) / 80);
  const latest = (run, x) => roundsOf(run).filter(r => isNumber(r.metric) && r[key] <= x + (key === "t" ? run.tick : 0)).at(-1)?.metric;
  const stop = Math.max(...setting.runs.map(run => (key === "t" ? run.end : roundsOf(run).at(-1)?.bytes || 0)));
  const xs = grid.filter((x, i) => x <= stop || grid[i - 1] < stop);
  const columns = xs.map(x => setting.runs.map(run => latest(run, x)).filter(isNumber));
  // Where only some runs have a score yet, there is no mean to speak of.
  return { ...spreadSeries(setting, xs, columns.map(column => (column.length === setting.runs.length ? column : []))), plain: true };
}

function compareQuality(data, settings) {
  const end = Math.max(...data.runs.map(run => run.end));
  const common = { y: plainNumber, yName: data.metric };
  return section("quality", "Time to quality", "Lines are means over the seeds of a setting; bands reach one standard deviation to either side.",
    columnsOf("two",
      lineFigure({ id: "quality-time", title: "On virtual time", x: "time", ...common, series: settings.map(s => overGrid(s, end, "t")) }),
      lineFigure({ id: "quality-round", title: "On rounds", x: "round", ...common, series: settings.map(s => overRounds(s, r => r.metric)) }),
      lineFigure({ id: "loss", title: "Cross-entropy of the scored texts", x: "round", y: plainNumber, yName: "nats", series: settings.map(s => overRounds(s, r => r.loss)) }),
      lineFigure({ id: "quality-bytes", title: "For traffic", x: "bytes", xName: "up and down", ...common, series: settings.map(s => overGrid(s, Math.max(...data.runs.map(run => roundsOf(run).at(-1)?.bytes || 0)), "bytes")) })));
}

// A row a setting: every client of every run as a dot, the mean as a stroke.
function stripFigure({ id, title, note, settings, values, name }) {
  const row = 44;
  return figure({
    id, title, note, wide: true, height: settings.length * row + 50,
    summary: settings.map(s => `${s.name}: mean ${format.score(mean(values(s)))}, worst ${format.score(Math.min(...values(s)))}`).join("; "),
    table: () => ({ head: ["setting", "run", "client", name], rows: settings.flatMap(s => s.runs.flatMap(run => run.final.map((value, client) => [s.name, run.folder, client, value]))) }),
    draw(chart, width, tall) {
      const all = settings.flatMap(values);
      if (!all.length) return void chart.append(svg("text", { x: 0, y: 20 }, "No run has ended yet."));
      const low = Math.min(0, ...all), high = Math.max(...all) <= 1 && Math.max(...all) > 0.4 ? 1 : Math.max(...all);
      const left = Math.min(width * 0.34, 20 + Math.max(...settings.map(s => wide(s.name))));
      const box = { left, right: width - 12, top: 6, bottom: tall - 36 };
      const sx = scale(low, high, box.left, box.right), marks = ticks(low, high, width / 120);
      chart.append(svg("g", { class: "grid" }, marks.map(v => svg("line", { x1: sx(v), x2: sx(v), y1: box.top, y2: box.bottom }))), axisBelow(sx, marks, plainNumber, box.bottom, width), axisName(name + ", each client", box.right, tall - 3, "end"));
      settings.forEach((s, i) => {
        const mid = box.top + (i + 0.5) * row, list = values(s).slice().sort((a, b) => a - b);
        const shown = list.length > 600 ? Array.from({ length: 600 }, (_, k) => quantile(list, k / 599)) : list;
        const seen = new Map();
        chart.append(svg("text", { x: left - 12, y: mid + 4, "text-anchor": "end", class: "strong" }, s.name.length * 6.4 > left - 12 ? s.name.slice(0, Math.floor((left - 12) / 6.4) - 1) + "…" : s.name));
        chart.append(svg("g", { fill: s.colour, opacity: 0.55 }, shown.map(v => {
          const x = Math.round(sx(v) / 3), k = seen.get(x) || 0;
          seen.set(x, k + 1);
          return svg("circle", { cx: sx(v), cy: mid + Math.min(14, Math.ceil(k / 2) * 3.2) * (k % 2 ? 1 : -1), r: shown.length > 200 ? 2 : 3.4 });
        })));
        if (list.length) chart.append(svg("line", { x1: sx(mean(list)), x2: sx(mean(list)), y1: mid - 17, y2: mid + 17, stroke: colour("--ink"), "stroke-width": 2 }));
      });
      readable(chart, settings.length, place => { const i = Math.floor((place.y - box.top) / row); return i >= 0 && i < settings.length ? i : -1; },
        i => { const list = values(settings[i]).slice().sort((a, b) => a - b); return { x: sx(mean(list)), top: box.top + i * row, bottom: box.top + (i + 1) * row, heading: settings[i].name, lines: [`mean ${format.score(mean(list))}`, `worst ${format.score(list[0])}`, `worst 5 % ${format.score(quantile(list, 0.05))}`, `median ${format.score(quantile(list, 0.5))}`, `best ${format.score(list.at(-1))}`] }; });
    },
  });
}

function compareClients(data, settings) {
  return section("clients", "Every client", "A dot is a client of a run at its end; the stroke is the mean.",
    columnsOf("one", stripFigure({ id: "clients-final", title: "At the end", settings, name: data.metric, values: s => s.runs.flatMap(run => run.final).filter(isNumber) })));
}

// Shares of a whole for each setting, as bars along x.
function shareFigure({ id, title, note, settings, counts, parts, partColour }) {
  const row = 34, used = parts.map((_, k) => k).filter(k => settings.some(s => counts(s)[k] > 0));
  const share = (s, k) => { const all = counts(s), sum = all.reduce((a, b) => a + b, 0); return sum ? all[k] / sum : 0; };
  return figure({
    id, title, note, wide: true, height: settings.length * row + 26,
    legend: used.map(k => ({ name: parts[k], colour: partColour(k) })),
    summary: settings.map(s => s.name + ": " + used.map(k => `${parts[k]} ${format.percent(share(s, k))}`).join(", ")).join("; "),
    table: () => ({ head: ["setting", ...used.map(k => parts[k])], rows: settings.map(s => [s.name, ...used.map(k => share(s, k))]) }),
    draw(chart, width, tall) {
      const left = Math.min(width * 0.34, 20 + Math.max(...settings.map(s => wide(s.name)))), sx = scale(0, 1, left, width - 2);
      settings.forEach((s, i) => {
        let at = 0;
        chart.append(svg("text", { x: left - 12, y: i * row + row / 2 + 4, "text-anchor": "end", class: "strong" }, s.name.length * 6.4 > left - 12 ? s.name.slice(0, Math.floor((left - 12) / 6.4) - 1) + "…" : s.name));
        for (const k of used) {
          const size = share(s, k), x = sx(at), w = sx(at + size) - x;
          if (size > 0) chart.append(svg("rect", { x, y: i * row + 5, width: Math.max(0.5, w - 1), height: row - 10, fill: partColour(k) }));
          if (w > 44) chart.append(svg("text", { x: x + w / 2, y: i * row + row / 2 + 4, "text-anchor": "middle", class: tintIsPale(parts[k]) ? "cell strong" : "cell on" }, format.percent(size)));
          at += size;
        }
      });
      chart.append(axisBelow(sx, [0, 0.25, 0.5, 0.75, 1], format.percent, tall - 24, width));
      readable(chart, settings.length, place => { const i = Math.floor(place.y / row); return i >= 0 && i < settings.length ? i : -1; },
        i => ({ x: left, top: i * row, bottom: (i + 1) * row, heading: settings[i].name, lines: used.map(k => `${parts[k]} ${format.percent(share(settings[i], k))}`) }));
    },
  });
}

function compareTime(settings) {
  const states = ["work", "download", "upload", "away"], tints = ["--work", "--download", "--upload", "--away", "--open"];
  const spent = s => {
    const each = states.map(key => mean(s.runs.map(run => mean(run.activity[key]) / run.clients)));
    return [...each, Math.max(0, 1 - each.reduce((a, b) => a + b, 0))];
  };
  return section("timeline", "Where the time went", "Share of the clients' time, over the whole run; the timeline of each run stands in its own report.",
    columnsOf("one",
      shareFigure({ id: "activity", title: "What clients were doing", settings, counts: spent, parts: ["training", "download", "upload", "away", "idle"], partColour: k => colour(tints[k]) }),
      shareFigure({ id: "outcomes", title: "What became of requests", settings, counts: s => STACK.map(k => mean(s.runs.map(run => run.outcomes[k]))), parts: STACK.map(k => OUTCOMES[k].name), partColour: i => outcomeColour(STACK[i]) })));
}

const tintIsPale = part => ["idle", "away", "open", "late", "download"].includes(part);

// Shares of counts by value, side by side for each setting, values put into bins where there are many.
function distributionFigure({ id, title, note, settings, pairsOf, xName, yName }) {
  const series = distribution(settings, pairsOf), values = series[0]?.points.map(p => p[0]) || [];
  const low = Math.min(...values), high = Math.max(...values), size = Math.max(1, Math.ceil((high - low + 1) / 16));
  const bins = [];
  for (let from = low; from <= high; from += size) bins.push({ from, to: Math.min(high, from + size - 1) });
  const sums = series.map(one => bins.map(bin => one.points.filter(p => p[0] >= bin.from && p[0] <= bin.to && isNumber(p[1])).reduce((sum, p) => sum + p[1], 0)));
  const named = bin => (bin.from === bin.to ? String(bin.from) : `${bin.from}–${bin.to}`);
  return figure({
    id, title, note, height: 260, legend: settings.length > 1 ? settings.map(s => ({ name: s.name, colour: s.colour })) : null,
    summary: values.length ? `${xName} from ${low} to ${high}` : "nothing to count",
    table: () => ({ head: [xName, ...settings.map(s => s.name)], rows: values.map((value, i) => [value, ...series.map(one => one.points[i][1])]) }),
    draw(chart, width, tall) {
      if (!values.length) return void chart.append(svg("text", { x: 0, y: 20 }, "Nothing to count."));
      const top = Math.max(0.01, ...sums.flat()), marks = ticks(0, top, 4);
      const box = { left: 50, right: width - 4, top: 22, bottom: tall - 36 };
      const sy = scale(0, top, box.bottom, box.top), step = Math.min(120, (box.right - box.left) / bins.length), each = (step * 0.84) / settings.length;
      chart.append(...axisLeft(sy, marks, format.percent, box.left, box.right));
      let free = -Infinity;
      bins.forEach((bin, i) => {
        const x = box.left + i * step, mid = x + step / 2, half = wide(named(bin)) / 2;
        settings.forEach((s, k) => chart.append(svg("rect", { x: x + step * 0.08 + k * each, y: sy(sums[k][i]), width: Math.max(0.6, each - (each > 4 ? 1 : 0)), height: box.bottom - sy(sums[k][i]), fill: s.colour })));
        if (mid - half < free) return;
        chart.append(svg("text", { x: mid, y: box.bottom + 17, "text-anchor": "middle" }, named(bin)));
        free = mid + half + 6;
      });
      chart.append(svg("line", { class: "zero", x1: box.left, x2: box.right, y1: box.bottom, y2: box.bottom }), axisName(yName, 0, 11), axisName(xName, box.right, tall - 3, "end"));
      readable(chart, bins.length, place => { const i = Math.floor((place.x - box.left) / step); return i >= 0 && i < bins.length ? i : -1; },
        i => ({ x: box.left + (i + 0.5) * step, top: box.top, bottom: box.bottom, heading: `${xName}: ${named(bins[i])}`, lines: settings.map((s, k) => `${s.name} ${format.percent(sums[k][i])}`) }));
    },
  });
}

function distribution(settings, pairsOf) {
  const values = [...new Set(settings.flatMap(s => s.runs.flatMap(run => pairsOf(run).map(pair => pair[0]))))].sort((a, b) => a - b);
  return settings.map(s => spreadSeries(s, values, values.map(value => s.runs.map(run => {
    const pairs = pairsOf(run), sum = pairs.reduce((a, pair) => a + pair[1], 0);
    return sum ? (pairs.find(pair => pair[0] === value)?.[1] || 0) / sum : NaN;
  }))));
}

function compareParticipation(settings) {
  return section("participation", "Participation and staleness", "",
    columnsOf("two",
      distributionFigure({ id: "participation", title: "How often clients took part", xName: "updates merged", yName: "share of clients", settings, pairsOf: run => run.participation }),
      distributionFigure({ id: "staleness", title: "How stale merged updates were", xName: "merges missed", yName: "share of merged updates", settings, pairsOf: run => run.staleness })));
}

function compareCosts(data, settings) {
  const flow = keys => settings.map(s => {
    const longest = s.runs.reduce((a, b) => (b.end > a.end ? b : a)), xs = longest.flows.t.map(t => t * longest.tick);
    const at = (run, x) => { let i = run.flows.t.length - 1; while (i > 0 && run.flows.t[i] * run.tick > x) i--; return keys.reduce((sum, key) => sum + run.flows[key][i], 0); };
    return { ...spreadSeries(s, xs, xs.map(x => s.runs.map(run => at(run, x)))), plain: true };
  });
  return section("costs", "Traffic and work", "",
    columnsOf("two",
      lineFigure({ id: "traffic", title: "Traffic, up and down", x: "time", y: v => (v === 0 ? "0" : format.bytes(v)), yName: "bytes since the start", low: 0, yTicks: byteTicks, series: flow(["up", "down"]) }),
      lineFigure({ id: "flops", title: "Local work", x: "time", y: v => (v === 0 ? "0" : format.flops(v)), yName: "FLOPs since the start", low: 0, series: flow(["flops"]) })));
}

function compareMethod(settings) {
  const ratios = settings.map(s => overRounds(s, r => r.ratio)).filter(one => one.points.some(p => isNumber(p[1])));
  const ranked = settings.filter(s => s.runs.some(run => run.ranks.length));
  const counted = run => { const counts = new Map(); run.ranks.forEach(rank => counts.set(rank, (counts.get(rank) || 0) + 1)); return [...counts]; };
  if (!ratios.length && !ranked.length) return null;
  return section("ranks", "Ranks and the second-order term", "",
    columnsOf("two",
      ranked.length > 0 && distributionFigure({ id: "ranks", title: "Numerical rank of the clients' updates", xName: "rank", yName: "share of clients", settings: ranked, pairsOf: counted }),
      ratios.length > 0 && lineFigure({ id: "hypergradient", title: "‖αHVP‖/‖p‖", x: "round", y: format.small, yName: "ratio", low: 0, series: ratios })));
}

function compareRuns(data, settings) {
  const head = ["run", "setting", "seed", data.metric, "worst", "virtual time", "traffic", "merged"];
  const rows = data.runs.map(run => {
    const scored = roundsOf(run).filter(r => isNumber(r.metric)), asked = run.outcomes.reduce((a, b) => a + b, 0);
    return [run.folder, data.settings[run.setting], run.seed, format.score(scored.at(-1)?.metric), format.score(run.final.length ? Math.min(...run.final.filter(isNumber)) : NaN), format.seconds(run.end), format.bytes(run.flows.up.at(-1) + run.flows.down.at(-1)), format.percent((run.outcomes[1] + run.outcomes[6]) / asked)];
  });
  return section("runs", "The runs", "",
    html("div", { class: "table-scroll" }, tableOf({ head, rows })),
    data.differences.length > 0 && html("details", { open: data.differences.length <= 12 }, html("summary", {}, "Keys in which the settings differ"),
      html("div", { class: "table-scroll" }, tableOf({ head: ["key", ...data.settings], rows: data.differences }))));
}
