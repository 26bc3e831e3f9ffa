// Bars: of each client in order, of counts, and stacked by what became of requests.

// The metric of every client at the end, worst first; of many clients the whole order as one curve.
function rankedFigure({ id, title, note, rows, name, majority, across, fromWorst }) {
  const order = rows.filter(row => isNumber(row.value)).sort((a, b) => fromWorst(a.value, b.value) || a.client - b.client);
  const few = order.length <= 40;
  const values = order.map(row => row.value);
  return figure({
    id, title, note, wide: across,
    legend: [
      { name: "after the last merge", colour: colour("--work") },
      { name: "worst", colour: colour("--worst") },
      few && { name: "after its own last local work", colour: colour("--ink"), shape: "ring" },
      isNumber(majority) && { name: "always the commonest label (mean)", colour: colour("--faint"), shape: "dash" },
    ].filter(Boolean),
    height: few ? order.length * 22 + 44 : 280,
    summary: order.length ? `worst client ${order[0].client} with ${format.score(order[0].value)}, best client ${order.at(-1).client} with ${format.score(order.at(-1).value)}` : "",
    table: () => ({ head: ["client", "group", name, "after local"], rows: order.map(row => [row.client, row.group, row.value, row.local]) }),
    draw: (chart, width, tall) => (few ? rankedBars : rankedCurve)(chart, width, tall, order, name, majority, values),
  });
}

function rankedBars(chart, width, tall, order, name, majority) {
  const groupWidth = width > 480 ? Math.max(...order.map(r => wide(r.group))) + 10 : 0;
  const label = Math.max(...order.map(r => wide("client " + r.client))) + 6;
  const box = { left: label + groupWidth, right: width - 46, top: 18, bottom: tall - 22 };
  const low = Math.min(0, ...order.map(r => r.value)), high = Math.max(...order.flatMap(r => [r.value, r.local]).filter(isNumber), low);
  const end = high <= 1 && high > 0.4 ? 1 : high > low ? high : low + 1;
  const sx = scale(low, end, box.left, box.right), row = (box.bottom - box.top) / order.length;
  const marks = ticks(low, end, width / 110);
  chart.append(svg("g", { class: "grid" }, marks.map(v => svg("line", { x1: sx(v), x2: sx(v), y1: box.top, y2: box.bottom }))));
  chart.append(axisBelow(sx, marks, v => String(v), box.bottom, width), axisName(name, 0, 11));
  order.forEach((one, i) => {
    const y = box.top + i * row, mid = y + row / 2, worst = i === 0 && order.length > 1;
    chart.append(
      svg("text", { x: 0, y: mid + 4, class: worst ? "strong" : null }, "client " + one.client),
      groupWidth && svg("text", { x: label + 4, y: mid + 4 }, one.group),
      svg("rect", { x: sx(Math.min(0, one.value)), y: y + 3, width: Math.max(1, Math.abs(sx(one.value) - sx(0))), height: row - 6, rx: 1.5, fill: colour(worst ? "--worst" : "--work") }),
      isNumber(one.local) && svg("circle", { cx: sx(one.local), cy: mid, r: 4, fill: colour("--ground"), stroke: colour("--ink"), "stroke-width": 1.6 }),
      svg("text", { x: width, y: mid + 4, "text-anchor": "end", class: "strong" }, format.score(one.value)));
  });
  if (isNumber(majority)) chart.append(svg("line", { class: "reference", x1: sx(majority), x2: sx(majority), y1: box.top, y2: box.bottom }));
  readableRows(chart, order, box, row, one => [`${name} ${format.score(one.value)}`, `after local ${format.score(one.local)}`, one.group]);
}

function readableRows(chart, order, box, row, lines) {
  readable(chart, order.length,
    place => (place.y < box.top || place.y > box.bottom ? -1 : Math.min(order.length - 1, Math.floor((place.y - box.top) / row))),
    i => ({ x: box.left, top: box.top + i * row, bottom: box.top + (i + 1) * row, heading: "client " + order[i].client, lines: lines(order[i]) }));
}

function rankedCurve(chart, width, tall, order, name, majority, values) {
  const y = v => String(Number(v.toPrecision(3)));
  const most = Math.max(values[0], values.at(-1)), bottom = Math.min(0, values[0], values.at(-1)), top = most <= 1 && most > 0.4 ? 1 : most > bottom ? most : bottom + 1;
  const marks = ticks(bottom, top, 5);
  const box = { left: 14 + Math.max(...marks.map(v => wide(y(v)))), right: width - 96, top: 22, bottom: tall - 36 };
  const sx = scale(0, order.length, box.left, box.right), sy = scale(bottom, top, box.bottom, box.top);
  chart.append(...axisLeft(sy, marks, y, box.left, box.right));
  const step = Math.max(1, Math.floor(order.length / (box.right - box.left)));
  let path = `M${sx(0).toFixed(1)} ${sy(0).toFixed(1)}`;
  for (let i = 0; i < order.length; i += step) path += `L${sx(i).toFixed(1)} ${sy(values[i]).toFixed(1)}H${sx(Math.min(order.length, i + step)).toFixed(1)}`;
  chart.append(svg("path", { d: path + `V${sy(0).toFixed(1)}Z`, fill: colour("--work"), opacity: 0.85 }));
  const worst = Math.max(1, Math.round(order.length / 20));
  let tail = `M${sx(0).toFixed(1)} ${sy(0).toFixed(1)}`;
  for (let i = 0; i < worst; i += step) tail += `L${sx(i).toFixed(1)} ${sy(values[i]).toFixed(1)}H${sx(Math.min(worst, i + step)).toFixed(1)}`;
  chart.append(svg("path", { d: tail + `V${sy(0).toFixed(1)}Z`, fill: colour("--worst") }));
  const points = [["best", 1], ["median", 0.5], ["worst 5 %", 0.05], ["worst", 0]].map(([text, q]) => ({ text, value: quantile(values, q) }));
  const ys = apart(points.map(p => sy(p.value)), 14, box.top, box.bottom);
  points.forEach((p, i) => chart.append(svg("text", { x: box.right + 8, y: ys[i] + 4, class: "strong" }, `${p.text} ${format.score(p.value)}`)));
  if (isNumber(majority)) chart.append(svg("line", { class: "reference", x1: box.left, x2: box.right, y1: sy(majority), y2: sy(majority) }));
  chart.append(axisBelow(sx, wholeTicks(0, order.length, width / 160), v => format.whole(v), box.bottom, width));
  chart.append(axisName(name, 0, 11), axisName("clients, worst first", box.right, tall - 3, "end"));
  readable(chart, order.length,
    place => (place.x < box.left || place.x > box.right ? -1 : Math.min(order.length - 1, Math.floor(sx.back(place.x)))),
    i => ({ x: sx(i + 0.5), top: box.top, bottom: box.bottom, heading: "client " + order[i].client, lines: [`${name} ${format.score(order[i].value)}`, order[i].group, `place ${format.whole(i + 1)} of ${format.whole(order.length)}`] }));
}

// Pairs [value, count], put into bins where there are many values.
function histogramFigure({ id, title, note, pairs, xName, yName, tint = "--work", height = 230 }) {
  const low = pairs.length ? pairs[0][0] : 0, high = pairs.length ? pairs.at(-1)[0] : 0;
  const size = Math.max(1, Math.ceil((high - low + 1) / 40));
  const bins = [];
  for (let from = low; from <= high; from += size) bins.push({ from, to: Math.min(high, from + size - 1), count: 0 });
  for (const [value, count] of pairs) bins[Math.floor((value - low) / size)].count += count;
  const named = bin => (bin.from === bin.to ? String(bin.from) : `${bin.from}–${bin.to}`);
  const total = pairs.reduce((sum, pair) => sum + pair[1], 0);
  return figure({
    id, title, note, height,
    summary: pairs.length ? `${xName} from ${low} to ${high}` : "nothing to count",
    table: () => ({ head: [xName, yName], rows: pairs }),
    draw(chart, width, tall) {
      if (!pairs.length) return void chart.append(svg("text", { x: 0, y: 20 }, "Nothing to count yet."));
      const top = Math.max(...bins.map(bin => bin.count));
      const marks = wholeTicks(0, top, 4);
      const box = { left: 14 + Math.max(...marks.map(v => wide(format.whole(v)))), right: width - 4, top: 30, bottom: tall - 36 };
      const sy = scale(0, top, box.bottom, box.top), step = Math.min(72, (box.right - box.left) / bins.length);
      chart.append(...axisLeft(sy, marks, format.whole, box.left, box.right));
      let free = -Infinity;
      bins.forEach((bin, i) => {
        const x = box.left + i * step, mid = x + step / 2, half = wide(named(bin)) / 2;
        chart.append(svg("rect", { x: x + step * 0.08, y: sy(bin.count), width: step * 0.84, height: Math.max(bin.count ? 1 : 0, box.bottom - sy(bin.count)), fill: colour(tint) }));
        if (mid - half >= free && mid + half <= width + 4) {
          chart.append(svg("text", { x: mid, y: box.bottom + 17, "text-anchor": "middle" }, named(bin)));
          free = mid + half + 6;
        }
        if (bin.count && step > wide(format.whole(bin.count)) + 2) chart.append(svg("text", { x: mid, y: sy(bin.count) - 5, "text-anchor": "middle", class: "strong" }, format.whole(bin.count)));
      });
      chart.append(svg("line", { class: "zero", x1: box.left, x2: box.right, y1: box.bottom, y2: box.bottom }));
      chart.append(axisName(yName, 0, 11), axisName(xName, box.right, tall - 3, "end"));
      readable(chart, bins.length,
        place => { const i = Math.floor((place.x - box.left) / step); return i >= 0 && i < bins.length ? i : -1; },
        i => ({ x: box.left + (i + 0.5) * step, top: sy(bins[i].count), bottom: box.bottom, heading: `${xName}: ${named(bins[i])}`, lines: [`${format.whole(bins[i].count)} ${yName}`, format.percent(bins[i].count / total)] }));
    },
  });
}

// What requests came to; the order of the journal's outcomes, with those merged late last.
const OUTCOMES = [
  { name: "open", colour: "--open" },
  { name: "merged", colour: "--merged" },
  { name: "late", colour: "--late" },
  { name: "lost", colour: "--lost" },
  { name: "rejected", colour: "--rejected" },
  { name: "cancelled", colour: "--cancelled" },
  { name: "merged late", colour: "--late-merged" },
];
const STACK = [1, 6, 2, 3, 4, 5, 0];
const STACK_FILL = { 2: "--late-area" };
const outcomeColour = k => colour(STACK_FILL[k] || OUTCOMES[k].colour);

/* rows: [{ name, counts }] with a count for each of OUTCOMES */
function stackedFigure({ id, title, note, rows, xName, height = 260, across, keys }) {
  const used = STACK.filter(k => rows.some(row => row.counts[k]));
  const size = Math.max(1, Math.ceil(rows.length / 120));
  const bars = [];
  for (let i = 0; i < rows.length; i += size) {
    const part = rows.slice(i, i + size);
    bars.push({
      name: part.length > 1 ? `${part[0].name}–${part.at(-1).name}` : String(part[0].name),
      counts: OUTCOMES.map((_, k) => part.reduce((sum, row) => sum + row.counts[k], 0)),
    });
  }
  return figure({
    id, title, note, wide: across, height,
    legend: used.map(k => ({ name: OUTCOMES[k].name, colour: outcomeColour(k) })),
    summary: used.map(k => `${OUTCOMES[k].name} ${rows.reduce((sum, row) => sum + row.counts[k], 0)}`).join(", "),
    table: () => ({ head: [keys || xName, ...STACK.map(k => OUTCOMES[k].name)], rows: rows.map(row => [row.name, ...STACK.map(k => row.counts[k])]) }),
    draw(chart, width, tall) {
      const top = Math.max(1, ...bars.map(bar => bar.counts.reduce((a, b) => a + b, 0)));
      const marks = wholeTicks(0, top, 5);
      const box = { left: 14 + Math.max(...marks.map(v => wide(format.whole(v)))), right: width - 2, top: 22, bottom: tall - 36 };
      const sy = scale(0, top, box.bottom, box.top), step = Math.min(80, (box.right - box.left) / Math.max(1, bars.length));
      chart.append(...axisLeft(sy, marks, format.whole, box.left, box.right));
      let free = -Infinity;
      bars.forEach((bar, i) => {
        const x = box.left + i * step;
        let sum = 0;
        for (const k of used) {
          const from = sy(sum);
          sum += bar.counts[k];
          if (bar.counts[k]) chart.append(svg("rect", { x: x + step * 0.09, y: sy(sum), width: step * 0.82, height: Math.max(0.5, from - sy(sum) - (from - sy(sum) > 3 ? 1 : 0)), fill: outcomeColour(k) }));
        }
        const half = wide(bar.name) / 2, mid = x + step / 2;
        if (mid - half >= free) {
          chart.append(svg("text", { x: mid, y: box.bottom + 17, "text-anchor": "middle" }, bar.name));
          free = mid + half + 8;
        }
      });
      chart.append(svg("line", { class: "zero", x1: box.left, x2: box.right, y1: box.bottom, y2: box.bottom }));
      chart.append(axisName("requests", 0, 11), axisName(xName, box.right, tall - 3, "end"));
      readable(chart, bars.length,
        place => { const i = Math.floor((place.x - box.left) / step); return i >= 0 && i < bars.length ? i : -1; },
        i => ({ x: box.left + (i + 0.5) * step, top: box.top, bottom: box.bottom, heading: `${keys || xName} ${bars[i].name}`, lines: used.filter(k => bars[i].counts[k]).map(k => `${format.whole(bars[i].counts[k])} ${OUTCOMES[k].name}`) }));
    },
  });
}
