// The metric of every client at the end, worst first; of many clients the whole order as one curve.

const FEW_CLIENTS = 40;

function rankedFigure({ id, title, note, rows, name, majority, across, fromWorst }) {
  const order = rows.filter(row => isNumber(row.value))
    .sort((a, b) => fromWorst(a.value, b.value) || a.client - b.client);
  const few = order.length <= FEW_CLIENTS, worst = order[0], best = order.at(-1);
  return figure({
    id, title, note, wide: across, clients: true,
    legend: [
      { name: "after the last merge", colour: colour("--work") },
      order.length > 1 && { name: few ? "worst" : "worst 5 %", colour: colour("--worst") },
      few && order.some(row => isNumber(row.local)) &&
        { name: "after its own last local work", colour: colour("--ink"), shape: "ring" },
      isNumber(majority) && { name: "always the commonest label (mean)", colour: colour("--faint"), shape: "dash" },
    ].filter(Boolean),
    height: few ? order.length * 22 + 44 : 280,
    summary: order.length
      ? `worst client ${worst.client} with ${format.score(worst.value)}, ` +
        `best client ${best.client} with ${format.score(best.value)}`
      : "",
    table: () => ({
      head: ["client", "group", name, "after local"],
      rows: order.map(row => [row.client, row.group, row.value, row.local]),
    }),
    draw: (chart, width, tall) => (few ? rankedBars : rankedCurve)(chart, width, tall, order, name, majority),
  });
}

// From 0, or what lies below it, to the greatest; a score that is a share ends at 1.
function rankedRange(values) {
  const [least, most] = extent(values), low = Math.min(0, least), high = Math.max(most, low);
  if (high <= 1 && high > 0.4) return [low, 1];
  return [low, high > low ? high : low + 1];
}

function rankedBars(chart, width, tall, order, name, majority) {
  const groupWidth = width > 480 ? widest(order.map(r => r.group)) + 10 : 0;
  const label = widest(order.map(r => "client " + r.client), 600) + 6;
  const room = widest(order.map(r => format.score(r.value)), 600) + 12;
  const box = { left: label + groupWidth, right: width - room, top: 18, bottom: tall - 22 };
  const [low, high] = rankedRange(order.flatMap(r => [r.value, r.local]).filter(isNumber));
  const sx = scale(low, high, box.left, box.right), row = (box.bottom - box.top) / order.length;
  const marks = ticks(low, high, width / 110);
  const post = v => svg("line", { x1: sx(v), x2: sx(v), y1: box.top, y2: box.bottom });
  chart.append(svg("g", { class: "grid" }, marks.map(post)));
  chart.append(axisBelow(sx, marks, format.tick, box.bottom, width), axisName(name, 0, 11));
  order.forEach((one, i) => {
    const y = box.top + i * row, mid = y + row / 2, worst = i === 0 && order.length > 1;
    const followed = one.client === choice.client;
    const size = Math.max(1, Math.abs(sx(one.value) - sx(0)));
    chart.append(
      followed && svg("rect", { class: "marked", x: 0, y, width, height: row }),
      svg("text", { x: 0, y: mid + 4, class: worst || followed ? "strong" : null }, "client " + one.client),
      groupWidth > 0 && svg("text", { x: label + 4, y: mid + 4 }, one.group),
      svg("rect", {
        x: sx(Math.min(0, one.value)), y: y + 3, width: size, height: row - 6, rx: 1.5,
        fill: colour(worst ? "--worst" : "--work"),
      }),
      isNumber(one.local) && svg("circle", {
        cx: sx(one.local), cy: mid, r: 4, fill: colour("--ground"), stroke: colour("--ink"), "stroke-width": 1.6,
      }),
      svg("text", { x: width, y: mid + 4, "text-anchor": "end", class: "strong" }, format.score(one.value)));
  });
  if (isNumber(majority)) chart.append(fill(post(majority), { class: "reference" }, []));
  const rowAt = y => (y < box.top || y > box.bottom ? -1 : Math.min(order.length - 1, Math.floor((y - box.top) / row)));
  readable(chart, order.length, place => rowAt(place.y), i => ({
    x: box.left, top: box.top + i * row, bottom: box.top + (i + 1) * row, heading: "client " + order[i].client,
    lines: [`${name} ${format.score(order[i].value)}`, `after local ${format.score(order[i].local)}`, order[i].group],
  }));
  choosing(chart, place => order[rowAt(place.y)]?.client);
}

// A click on what stands for a client follows it through the page.
function choosing(chart, clientAt) {
  chart.addEventListener("click", event => {
    const client = clientAt(placeIn(chart, event));
    if (client !== undefined) chooseClient(client);
  });
}

function rankedCurve(chart, width, tall, order, name, majority) {
  const values = order.map(row => row.value), [bottom, top] = rankedRange(values);
  const marks = ticks(bottom, top, 5);
  const points = [["best", 1], ["median", 0.5], ["worst 5 %", 0.05], ["worst", 0]]
    .map(([text, q]) => ({ value: quantile(values, q), text: `${text} ${format.score(quantile(values, q))}` }));
  const room = widest(points.map(p => p.text), 600) + 12;
  const box = { left: 14 + widest(marks.map(format.tick)), right: width - room, top: 22, bottom: tall - 36 };
  const sx = scale(0, order.length, box.left, box.right), sy = scale(bottom, top, box.bottom, box.top);
  chart.append(...axisLeft(sy, marks, format.tick, box.left, box.right));
  const worst = Math.max(1, Math.round(order.length / 20));
  chart.append(
    svg("path", { d: areaOf(values, values.length, sx, sy), fill: colour("--work"), opacity: 0.85 }),
    svg("path", { d: areaOf(values, worst, sx, sy), fill: colour("--worst") }));
  const ys = apart(points.map(p => sy(p.value)), 14, box.top, box.bottom);
  points.forEach((p, i) => chart.append(svg("text", { x: box.right + 8, y: ys[i] + 4, class: "strong" }, p.text)));
  if (isNumber(majority)) {
    const y = sy(majority);
    chart.append(svg("line", { class: "reference", x1: box.left, x2: box.right, y1: y, y2: y }));
  }
  chart.append(axisBelow(sx, wholeTicks(0, order.length, width / 160), format.whole, box.bottom, width));
  chart.append(axisName(name, 0, 11), axisName("clients, worst first", box.right, tall - 3, "end"));
  markPlace(chart, order.findIndex(one => one.client === choice.client), order, sx, box);
  const placeAt = x => (x < box.left || x > box.right ? -1 : Math.min(order.length - 1, Math.floor(sx.back(x))));
  readable(chart, order.length, place => placeAt(place.x), i => ({
    x: sx(i + 0.5), top: box.top, bottom: box.bottom, heading: "client " + order[i].client,
    lines: [
      `${name} ${format.score(order[i].value)}`, order[i].group,
      `place ${format.whole(i + 1)} of ${format.whole(order.length)}`,
    ],
  }));
  choosing(chart, place => order[placeAt(place.x)]?.client);
}

// The area below the first values of an order, a step each, or one a pixel; the last step is of the
// last value, so that both ends are the extremes.
function areaOf(values, count, sx, sy) {
  const step = Math.max(1, Math.floor(values.length / (sx(values.length) - sx(0))));
  let path = `M${sx(0).toFixed(1)} ${sy(0).toFixed(1)}`;
  for (let i = 0; i < count; i += step) {
    const value = values[i + step >= count ? count - 1 : i];
    path += `L${sx(i).toFixed(1)} ${sy(value).toFixed(1)}H${sx(Math.min(count, i + step)).toFixed(1)}`;
  }
  return `${path}V${sy(0).toFixed(1)}Z`;
}

function markPlace(chart, i, order, sx, box) {
  if (i < 0) return;
  const x = sx(i + 0.5), text = "client " + order[i].client, left = x + wide(text, 600) + 8 > box.right;
  chart.append(
    svg("line", { class: "chosen", x1: x, x2: x, y1: box.top - 4, y2: box.bottom }),
    svg("text", {
      class: "halo strong", x: x + (left ? -5 : 5), y: box.top + 6, "text-anchor": left ? "end" : "start",
    }, text));
}
