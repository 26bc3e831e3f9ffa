// Shares of a whole for each setting, as bars along x.
function shareFigure({ id, title, note, view, counts, parts, partColour, across }) {
  const settings = view.order, row = view.many ? 22 : 34, inset = view.many ? 2 : 5;
  const used = parts.map((_, k) => k).filter(k => settings.some(s => counts(s)[k] > 0));
  const share = (s, k) => {
    const all = counts(s), sum = all.reduce((a, b) => a + b, 0);
    return sum ? all[k] / sum : 0;
  };
  const told = s => used.map(k => `${parts[k]} ${format.percent(share(s, k))}`);
  return figure({
    id, title, note, wide: across, height: settings.length * row + 26 + NAMES_ROOM,
    legend: used.map(k => ({ name: parts[k], colour: partColour(k) })),
    summary: settings.map(s => `${s.name}: ${told(s).join(", ")}`).join("; "),
    table: () => ({
      head: ["setting", ...used.map(k => parts[k])],
      rows: settings.map(s => [s.name, ...used.map(k => share(s, k))]),
    }),
    draw(chart, width, tall) {
      const left = namesWidth(view, width), sx = scale(0, 1, left, width - 2);
      rowNames(chart, view, row, NAMES_ROOM, left);
      settings.forEach((s, i) => {
        let at = 0;
        for (const k of used) {
          const size = share(s, k), x = sx(at), long = sx(at + size) - x, top = NAMES_ROOM + i * row;
          const bar = { x, y: top + inset, width: Math.max(0.5, long - 1), height: row - 2 * inset };
          if (size > 0) chart.append(svg("rect", { ...bar, fill: partColour(k) }));
          if (long > 44) chart.append(shareText(x + long / 2, top + row / 2 + 4, partColour(k), size));
          at += size;
        }
      });
      chart.append(axisBelow(sx, [0, 0.25, 0.5, 0.75, 1], format.percent, tall - 24, width));
      rowsBelow(chart, view, row, NAMES_ROOM, one => ({ x: left, lines: told(one) }));
    },
  });
}

function shareText(x, y, ground, size) {
  const looks = onGround(ground.slice("var(".length, -1));
  return svg("text", { x, y, "text-anchor": "middle", ...looks }, format.percent(size));
}

function compareTime(view) {
  const total = counts => counts.reduce((a, b) => a + b, 0);
  const states = ["work", "download", "upload", "away"];
  const tints = ["--work", "--download", "--upload", "--away", "--open"];
  const spent = s => {
    const each = states.map(key => mean(ended(s).map(run => run.activity[key] / run.clients)));
    return [...each, Math.max(0, 1 - each.reduce((a, b) => a + b, 0))];
  };
  return section("timeline", "Where the time went",
    "Share of the clients’ time, over the whole run; the timeline of each run stands in its own report.",
    columnsOf("two",
      shareFigure({
        id: "activity", title: "What clients were doing", view, counts: spent,
        parts: ["training", "download", "upload", "away", "idle"], partColour: k => colour(tints[k]),
      }),
      shareFigure({
        id: "outcomes", title: "What became of requests", view,
        counts: s => STACK.map(k => mean(ended(s).map(run => run.outcomes[k] / total(run.outcomes)))),
        parts: STACK.map(k => OUTCOMES[k].name), partColour: i => outcomeColour(STACK[i]),
      })));
}

// Shares of counts by value, values put into bins where there are many: side by side for a few
// settings, else a row each.
function distributionFigure(options) {
  const { id, title, note, view, pairsOf, xName, yName } = options, settings = view.order;
  const series = distribution(settings, pairsOf), values = series[0]?.points.map(p => p[0]) || [];
  const bins = distributionBins(values);
  const inside = (p, bin) => p[0] >= bin.from && p[0] <= bin.to && isNumber(p[1]);
  const sums = series.map(one =>
    bins.map(bin => one.points.filter(p => inside(p, bin)).reduce((sum, p) => sum + p[1], 0)));
  if (settings.length > 4 && values.length) return distributionRows(options, bins, sums);
  return figure({
    id, title, note, height: 260,
    legend: settings.length > 1 ? settings.map((s, k) => ({ name: s.label, colour: seriesColour(k) })) : null,
    summary: values.length ? `${xName} from ${values[0]} to ${values.at(-1)}` : "nothing to count",
    table: () => ({
      head: [xName, ...settings.map(s => s.name)],
      rows: values.map((value, i) => [value, ...series.map(one => one.points[i][1])]),
    }),
    draw(chart, width, tall) {
      if (!values.length) return nothing(chart, "Nothing to count.");
      distributionBars(chart, width, tall, { settings, bins, sums, xName, yName });
    },
  });
}

// At most 16; a few values stand for themselves, however far apart they lie.
function distributionBins(values) {
  const [low, high] = extent(values), size = Math.max(1, Math.ceil((high - low + 1) / 16));
  if (values.length <= 16 && size > 1) return values.map(v => ({ from: v, to: v }));
  const bins = [];
  for (let from = low; from <= high; from += size) bins.push({ from, to: Math.min(high, from + size - 1) });
  return bins;
}

function distributionRows({ id, title, note, view, pairsOf, xName, yName }, bins, sums) {
  const there = s => s.runs.some(run => pairsOf(run).length);
  return matrixFigure({
    id, title, note: `${capital(yName)}${note ? "; " + note : ""}.`,
    rows: view.order.map(s => s.label), columns: bins.map(spanned),
    values: sums.map((line, i) => (there(view.order[i]) ? line : line.map(() => NaN))),
    rowName: "setting", columnName: xName, low: 0, print: format.percent, columnsName: xName,
  });
}

function distributionBars(chart, width, tall, { settings, bins, sums, xName, yName }) {
  const top = Math.max(0.01, ...sums.flat()), marks = ticks(0, top, 4);
  const box = { left: 50, right: width - 4, top: 22, bottom: tall - 36 };
  const sy = scale(0, top, box.bottom, box.top), step = Math.min(120, (box.right - box.left) / bins.length);
  const each = (step * 0.84) / settings.length, thick = Math.max(0.6, each - (each > 4 ? 1 : 0));
  chart.append(...axisLeft(sy, marks, format.percent, box.left, box.right));
  let free = -Infinity;
  bins.forEach((bin, i) => {
    const x = box.left + i * step, mid = x + step / 2, half = wide(spanned(bin)) / 2;
    settings.forEach((_, k) => {
      const y = sy(sums[k][i]), bar = { x: x + step * 0.08 + k * each, y, width: thick, height: box.bottom - y };
      chart.append(svg("rect", { ...bar, fill: seriesColour(k) }));
    });
    if (mid - half < free) return;
    chart.append(svg("text", { x: mid, y: box.bottom + 17, "text-anchor": "middle" }, spanned(bin)));
    free = mid + half + 6;
  });
  chart.append(
    svg("line", { class: "zero", x1: box.left, x2: box.right, y1: box.bottom, y2: box.bottom }),
    axisName(yName, 0, 11), axisName(xName, box.right, tall - 3, "end"));
  const find = place => {
    const i = Math.floor((place.x - box.left) / step);
    return i >= 0 && i < bins.length ? i : -1;
  };
  readable(chart, bins.length, find, i => ({
    x: box.left + (i + 0.5) * step, top: box.top, bottom: box.bottom, heading: `${xName}: ${spanned(bins[i])}`,
    lines: settings.map((s, k) => `${s.label} ${format.percent(sums[k][i])}`),
  }));
}

function distribution(settings, pairsOf) {
  const all = settings.flatMap(s => ended(s).flatMap(run => pairsOf(run).map(pair => pair[0])));
  const values = [...new Set(all)].sort((a, b) => a - b);
  const shareIn = (run, value) => {
    const pairs = pairsOf(run), sum = pairs.reduce((a, pair) => a + pair[1], 0);
    return sum ? (pairs.find(pair => pair[0] === value)?.[1] || 0) / sum : NaN;
  };
  return settings.map(s => spreadSeries(s, values, values.map(value => ended(s).map(run => shareIn(run, value)))));
}

function compareParticipation(view) {
  const stale = view.settings.some(s => s.runs.some(run => run.staleness.some(pair => pair[0] > 0)));
  return section("participation", "Participation and staleness", stale ? "" : "No merged update had missed a merge.",
    columnsOf("two",
      distributionFigure({
        id: "participation", title: "How often clients took part", xName: "updates merged",
        yName: "share of clients", view, pairsOf: run => run.participation,
      }),
      stale && distributionFigure({
        id: "staleness", title: "How stale merged updates were", xName: "merges missed",
        yName: "share of merged updates", view, pairsOf: run => run.staleness,
      })));
}
