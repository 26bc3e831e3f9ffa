// Settings against each other: a row each, or a point each.

function compareStanding(view) {
  const { data } = view;
  return section(
    "standing",
    "At the end",
    view.many ? "From the best mean to the worst." : "",
    columnsOf(
      "two",
      standingFigure(view),
      stripFigure({
        id: "clients-final",
        title: "Every client of every run",
        note: "A dot is a client; the stroke is the mean over all.",
        view,
        name: data.metric,
      }),
    ),
  );
}

const rowHeight = view => (view.many ? 24 : 42);
const widestName = view => 18 + Math.max(wide(view.labelled), ...view.order.map(s => wide(s.label, 600)));
const namesWidth = (view, width) => Math.min(width * (width < 480 ? 0.45 : 0.36), widestName(view));

// Names that would take much of half a page get all of it.
const wideNames = view => widestName(view) > 0.3 * 640;
const NAMES_ROOM = 18;

// Each row's values, and above them what they are of.
function rowNames(chart, view, row, top, left) {
  chart.append(svg("text", { x: left - 12, y: top - 6, "text-anchor": "end" }, fitted(view.labelled, left - 12)));
  view.order.forEach((s, i) =>
    chart.append(
      svg(
        "text",
        { x: left - 12, y: top + (i + 0.5) * row + 4, "text-anchor": "end", class: "strong" },
        fitted(s.label, left - 14, 600),
      ),
    ),
  );
}

function rowsBelow(chart, view, row, top, tell) {
  const count = view.order.length;
  readable(
    chart,
    count,
    place => {
      const i = Math.floor((place.y - top) / row);
      return i >= 0 && i < count ? i : -1;
    },
    i => ({ top: top + i * row, bottom: top + (i + 1) * row, heading: view.order[i].name, ...tell(view.order[i]) }),
  );
}

// Mean and spread over seeds, each seed, and the worst client.
function standingFigure(view) {
  const row = rowHeight(view),
    { order, data } = view,
    seeds = order.some(s => s.runs.length > 1);
  return figure({
    id: "standing",
    title: seeds ? "Mean over clients, and its spread over seeds" : "Mean over clients",
    height: order.length * row + 50 + NAMES_ROOM,
    wide: wideNames(view),
    legend: [
      { name: seeds ? "mean ± standard deviation" : "mean", colour: colour("--ink"), shape: "dot" },
      seeds && { name: "each seed", colour: colour("--work"), shape: "bar" },
      { name: seeds ? "worst client, mean over seeds" : "worst client", colour: colour("--worst"), shape: "ring" },
    ].filter(Boolean),
    summary: order.map(s => `${s.name}: ${plusMinus(s.mean, s.deviation)}`).join("; "),
    table: () => ({
      head: ["setting", "runs", "mean", "standard deviation", "worst client", ...(seeds ? ["each seed"] : [])],
      rows: order.map(s => [
        s.name,
        s.scores.length,
        s.mean,
        s.deviation,
        s.worst,
        ...(seeds ? [s.scores.join(" ")] : []),
      ]),
    }),
    draw(chart, width, tall) {
      const all = order
        .flatMap(s => [...s.scores, s.worst, s.mean - s.deviation, s.mean + s.deviation])
        .filter(isNumber);
      if (!all.length) return void chart.append(svg("text", { x: 0, y: 20 }, "No run has been scored yet."));
      const marks = roundRange(Math.min(...all), Math.max(...all), width / 110);
      const text = s => plusMinus(s.mean, s.deviation),
        room = 18 + Math.max(...order.map(s => wide(text(s)) * 1.05));
      const box = { left: namesWidth(view, width), right: width - room, top: 6 + NAMES_ROOM, bottom: tall - 36 };
      const sx = scale(marks[0], marks.at(-1), box.left, box.right);
      chart.append(
        svg(
          "g",
          { class: "grid" },
          marks.map(v => svg("line", { x1: sx(v), x2: sx(v), y1: box.top, y2: box.bottom })),
        ),
        axisBelow(sx, marks, plainNumber, box.bottom, width),
        axisName(data.metric, box.right, tall - 3, "end"),
      );
      rowNames(chart, view, row, box.top, box.left);
      order.forEach((s, i) => {
        const mid = box.top + (i + 0.5) * row,
          half = Math.min(9, row / 2 - 4);
        if (!isNumber(s.mean)) return;
        chart.append(
          isNumber(s.worst) &&
            svg("circle", {
              cx: sx(s.worst),
              cy: mid,
              r: 3.6,
              fill: colour("--ground"),
              stroke: colour("--worst"),
              "stroke-width": 1.8,
            }),
          isNumber(s.deviation) &&
            svg("line", {
              x1: sx(s.mean - s.deviation),
              x2: sx(s.mean + s.deviation),
              y1: mid,
              y2: mid,
              stroke: colour("--ink"),
              "stroke-width": 1.6,
            }),
          svg(
            "g",
            { stroke: colour("--work"), "stroke-width": 2 },
            s.scores.length > 1 &&
              s.scores.map(v => svg("line", { x1: sx(v), x2: sx(v), y1: mid - half, y2: mid + half })),
          ),
          svg("circle", { cx: sx(s.mean), cy: mid, r: 4.4, fill: colour("--ink") }),
          svg("text", { x: width, y: mid + 4, "text-anchor": "end", class: "strong" }, text(s)),
        );
      });
      rowsBelow(chart, view, row, box.top, s => ({
        x: isNumber(s.mean) ? sx(s.mean) : box.left,
        lines: [
          `mean ${text(s)}`,
          s.scores.length > 1 && `seeds ${s.scores.map(format.score).join(", ")}`,
          `worst client ${format.score(s.worst)}`,
        ].filter(Boolean),
      }));
    },
  });
}

// Round values that reach from below the least to above the greatest.
function roundRange(low, high, many) {
  const grain = ticks(low, high > low ? high : low + (Math.abs(low) || 1) * 0.1, Math.max(2, many)),
    pace = grain.length > 1 ? grain[1] - grain[0] : Math.abs(low) || 1;
  return steps(Math.floor(low / pace + 1e-9) * pace, Math.ceil(high / pace - 1e-9) * pace, pace);
}

// Said where more than one client of the runs has the worst score.
function tiedWorst(s) {
  const many = s.clients.filter(v => v === s.clients.at(-1)).length;
  return many > 1 && s.runs.every(run => run.final.length === run.clients) ? ` (${many} clients tie)` : "";
}

// A row a setting: every client of every run as a dot, the mean as a stroke.
function stripFigure({ id, title, note, view, name }) {
  const row = rowHeight(view),
    { order } = view;
  return figure({
    id,
    title,
    note,
    height: order.length * row + 50 + NAMES_ROOM,
    wide: wideNames(view),
    summary: order
      .map(s => `${s.name}: mean ${format.score(mean(s.clients))}, worst ${format.score(s.clients.at(-1))}`)
      .join("; "),
    table: () => ({
      head: ["setting", "run", "client", name],
      rows: order.flatMap(s =>
        s.runs.flatMap(run =>
          run.final.map((value, client) => [s.name, run.folder, run.final.length < run.clients ? null : client, value]),
        ),
      ),
    }),
    draw(chart, width, tall) {
      const all = order.flatMap(s => s.clients);
      if (!all.length) return void chart.append(svg("text", { x: 0, y: 20 }, "No run has ended yet."));
      const [low, high] = extent(all),
        marks = roundRange(low, high, width / 110);
      const box = { left: namesWidth(view, width), right: width - 12, top: 6 + NAMES_ROOM, bottom: tall - 36 };
      const sx = scale(marks[0], marks.at(-1), box.left, box.right);
      chart.append(
        svg(
          "g",
          { class: "grid" },
          marks.map(v => svg("line", { x1: sx(v), x2: sx(v), y1: box.top, y2: box.bottom })),
        ),
        axisBelow(sx, marks, plainNumber, box.bottom, width),
        axisName(name, box.right, tall - 3, "end"),
      );
      rowNames(chart, view, row, box.top, box.left);
      order.forEach((s, i) => {
        const mid = box.top + (i + 0.5) * row,
          most = row / 2 - 5;
        const shown =
          s.clients.length > 600 ? Array.from({ length: 600 }, (_, k) => quantile(s.clients, k / 599)) : s.clients;
        const seen = new Map(),
          size = shown.length > 200 ? 2 : view.many ? 2.6 : 3.4;
        chart.append(
          svg(
            "g",
            { fill: view.many ? colour("--work") : seriesColour(i), opacity: 0.6 },
            shown.map(v => {
              const x = Math.round(sx(v) / 3),
                k = seen.get(x) || 0;
              seen.set(x, k + 1);
              return svg("circle", {
                cx: sx(v).toFixed(1),
                cy: (mid + Math.min(most, Math.ceil(k / 2) * size) * (k % 2 ? 1 : -1)).toFixed(1),
                r: size,
              });
            }),
          ),
        );
        if (s.clients.length)
          chart.append(
            svg("line", {
              x1: sx(mean(s.clients)),
              x2: sx(mean(s.clients)),
              y1: mid - most - 3,
              y2: mid + most + 3,
              stroke: colour("--ink"),
              "stroke-width": 2.4,
            }),
          );
      });
      rowsBelow(chart, view, row, box.top, s => ({
        x: s.clients.length ? sx(mean(s.clients)) : box.left,
        lines: s.clients.length
          ? [
              `mean ${format.score(mean(s.clients))}`,
              `worst ${format.score(s.clients.at(-1))}${tiedWorst(s)}`,
              `worst 5 % ${format.score(quantile(s.clients, 0.95))}`,
              `median ${format.score(quantile(s.clients, 0.5))}`,
              `best ${format.score(s.clients[0])}`,
            ]
          : ["not ended"],
      }));
    },
  });
}

// A point a setting: what it reached, against what it cost; along powers of ten where costs lie far apart.
function scatterFigure({ id, title, note, view, x, text, xName }) {
  const { order, data } = view,
    points = () => order.map(s => ({ s, x: x(s), y: s.mean })).filter(p => isNumber(p.x) && isNumber(p.y));
  const layout = width => scatterLayout(points(), width, text);
  return figure({
    id,
    title,
    note,
    height: width => layout(width).tall,
    summary: points()
      .map(p => `${p.s.name}: ${plusMinus(p.y, p.s.deviation)} for ${text(p.x)}`)
      .join("; "),
    table: () => ({
      head: ["setting", xName, data.metric, "standard deviation"],
      rows: points().map(p => [p.s.name, p.x, p.y, p.s.deviation]),
    }),
    draw(chart, width) {
      const { box, sx, sy, marks, yMarks, drawn, labels, key } = layout(width);
      if (!drawn.length) return void chart.append(svg("text", { x: 0, y: 20 }, "No run has been scored yet."));
      chart.append(
        ...axisLeft(sy, yMarks, plainNumber, box.left, box.right),
        axisBelow(sx, marks, text, box.bottom, width),
        axisName(data.metric, 0, 11),
        axisName(xName, box.right, box.bottom + 33, "end"),
      );
      drawn.forEach(p =>
        chart.append(
          p.s.slot >= 0 &&
            isNumber(p.s.deviation) &&
            svg("line", {
              x1: p.px,
              x2: p.px,
              y1: sy(p.y - p.s.deviation),
              y2: sy(p.y + p.s.deviation),
              stroke: p.s.colour,
              "stroke-width": 1.6,
            }),
          dotOf(p.s, p.px, p.py),
        ),
      );
      labels.forEach(({ s, x, y, anchor }) =>
        chart.append(
          svg(
            "text",
            {
              class: "halo",
              x,
              y,
              "text-anchor": anchor,
              style: s.slot >= 0 ? `fill:${s.colour};font-weight:600` : null,
            },
            s.label,
          ),
        ),
      );
      if (key.length)
        chart.append(
          svg(
            "g",
            { class: "key" },
            key.map(({ s, name, x, y }) => [dotOf(s, x + 6, y), svg("text", { x: x + 18, y: y + 4 }, name)]),
          ),
        );
      readable(
        chart,
        drawn.length,
        place => {
          let best = -1,
            near = 24;
          drawn.forEach((p, i) => {
            const d = Math.hypot(p.px - place.x, p.py - place.y);
            if (d < near) {
              near = d;
              best = i;
            }
          });
          return best;
        },
        i => ({
          x: drawn[i].px,
          top: box.top,
          bottom: box.bottom,
          heading: drawn[i].s.name,
          lines: [plusMinus(drawn[i].y, drawn[i].s.deviation), text(drawn[i].x)],
        }),
      );
    },
  });
}

// A second setting of a colour, whose lines are dashed, is a ring.
const dotOf = (s, cx, cy) =>
  svg(
    "circle",
    s.dashed
      ? { cx, cy, r: 4.2, fill: colour("--ground"), stroke: s.colour, "stroke-width": 1.8 }
      : { cx, cy, r: s.slot >= 0 ? 5 : 4, fill: s.colour },
  );

// Where everything stands at that width; below the chart a key, if not all names have room beside their points.
function scatterLayout(all, width, text) {
  const chart = Math.round(Math.max(240, Math.min(360, width * 0.7)));
  if (!all.length) return { tall: chart, drawn: [] };
  const bytes = text === bytesOrZero,
    xs = all.map(p => p.x),
    least = Math.min(...xs),
    most = Math.max(...xs),
    far = least > 0 && most / least > 30;
  const ys = all.flatMap(p => [p.y, p.y - p.s.deviation, p.y + p.s.deviation]).filter(isNumber);
  const yMarks = roundRange(Math.min(...ys), Math.max(...ys), Math.max(3, chart / 60));
  const box = {
    left: 14 + Math.max(...yMarks.map(v => wide(plainNumber(v)))),
    right: width - 14,
    top: 22,
    bottom: chart - 36,
  };
  const marks = far
    ? powers(least, most, bytes)
    : bytes
      ? byteTicks(0, most * 1.08, width / 110)
      : ticks(0, most * 1.08, width / 110);
  const inner = far
    ? scale(Math.log10(marks[0]), Math.log10(marks.at(-1)), box.left, box.right)
    : scale(0, most * 1.08, box.left, box.right);
  const sx = far ? v => inner(Math.log10(v)) : inner,
    sy = scale(yMarks[0], yMarks.at(-1), box.bottom, box.top);
  const drawn = [...all.filter(p => p.s.slot < 0), ...all.filter(p => p.s.slot >= 0)].map(p => ({
    ...p,
    px: sx(p.x),
    py: sy(p.y),
  }));
  const labels = placedLabels(drawn, box);
  const key = labels.length < drawn.length ? keyRows(all, width, chart + 14) : [];
  return { tall: key.length ? key.at(-1).y + 12 : chart, box, sx, sy, marks, yMarks, drawn, labels, key };
}

// The settings that stand out, side by side in as many rows as they need; the others are one entry.
function keyRows(all, width, top) {
  const others = all.filter(p => p.s.slot < 0);
  const entries = [
    ...all.filter(p => p.s.slot >= 0).map(p => ({ s: p.s, name: p.s.label })),
    ...others.slice(0, 1).map(p => ({ s: p.s, name: others.length > 1 ? "other settings" : p.s.label })),
  ];
  let x = 0,
    y = top;
  return entries.map(({ s, name }) => {
    const shown = fitted(name, width - 20),
      size = 18 + wide(shown) + 18;
    if (x > 0 && x + size - 18 > width) [x, y] = [0, y + 19];
    x += size;
    return { s, name: shown, x: x - size, y };
  });
}

// Powers of ten from below the least to above the greatest; of bytes 1, 10 and 100 of each unit.
function powers(least, most, bytes) {
  const all = Array.from({ length: 25 }, (_, p) =>
    bytes ? Math.pow(1024, Math.floor(p / 3)) * Math.pow(10, p % 3) : Math.pow(10, p),
  );
  const from = all.findLastIndex(v => v <= least),
    to = all.findIndex(v => v >= most);
  return all.slice(Math.max(0, from), to < 0 ? undefined : to + 1);
}

// Names beside their points wherever there is room; those of chosen settings first.
function placedLabels(points, box) {
  const taken = points.map(p => [p.px - 6, p.py - 6, p.px + 6, p.py + 6]),
    labels = [];
  for (const p of [...points].reverse()) {
    const size = wide(p.s.label),
      spots = [
        [9, 4, "start"],
        [-9, 4, "end"],
        [0, -10, "middle"],
        [0, 19, "middle"],
        [7, -8, "start"],
        [-7, -8, "end"],
        [7, 16, "start"],
        [-7, 16, "end"],
      ].map(([dx, dy, anchor]) => ({
        x: p.px + dx,
        y: p.py + dy,
        anchor,
        left: p.px + dx - size * { start: 0, middle: 0.5, end: 1 }[anchor],
      }));
    const spot = spots.find(
      ({ left, y }) =>
        left >= box.left &&
        left + size <= box.right + 14 &&
        y - 10 >= box.top - 12 &&
        y <= box.bottom - 2 &&
        taken.every(t => left > t[2] || left + size < t[0] || y - 10 > t[3] || y + 2 < t[1]),
    );
    if (!spot) continue;
    taken.push([spot.left, spot.y - 10, spot.left + size, spot.y + 2]);
    labels.push({ s: p.s, ...spot });
  }
  return labels;
}
