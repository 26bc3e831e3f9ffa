// How the score answers to the keys that were swept.

// A value as a number where it is one, with its unit if it has one.
function quantityOf(text) {
  const parts = /^([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)\s*([a-z%]*)$/i.exec(text);
  return parts ? { value: Number(parts[1]), unit: parts[2] } : null;
}

// The keys that tell the settings apart, with what each setting has there.
function sweptAxes(data) {
  return data.telling.map(key => {
    const texts = data.differences.find(row => row[0] === key).slice(1),
      quantities = texts.map(quantityOf);
    const numeric = quantities.every(q => q && q.unit === quantities[0].unit),
      word = key === "method.name" ? "method" : key.slice(key.lastIndexOf(".") + 1);
    const distinct = [...new Map(texts.map((text, i) => [text, numeric ? quantities[i].value : i])).entries()].sort(
      (a, b) => a[1] - b[1],
    );
    return { key, word, texts, numeric, values: texts.map((_, i) => (numeric ? quantities[i].value : NaN)), distinct };
  });
}

function compareResponse(view) {
  const { data, settings } = view,
    axes = sweptAxes(data),
    scored = settings.filter(s => isNumber(s.mean));
  if (scored.length < 3) return null;
  const best = [...scored].sort((a, b) => view.better(a.mean, b.mean))[0];
  const charts = axes
    .filter(axis => axis.numeric && axis.distinct.length > 1)
    .map(axis => responseFigure(view, axes, axis, best))
    .filter(Boolean);
  const grid =
    axes.length === 2 && axes.every(axis => axis.distinct.length > 1) && scored.length >= 4
      ? responseMatrix(view, axes, best)
      : null;
  if (!charts.length && !grid) return null;
  const spread = settings.some(s => s.scores.length > 1) ? "Means over seeds, ± one standard deviation. " : "";
  return section(
    "response",
    "Response",
    `${spread}The best mean is that of ${best.name}: ${plusMinus(best.mean, best.deviation)}.`,
    columnsOf("two", charts, grid),
  );
}

// The settings that agree in all other keys are a line.
function responseLines(view, axes, axis) {
  const lines = new Map(),
    rest = axes.filter(one => one !== axis);
  view.settings.forEach((s, i) => {
    if (!isNumber(s.mean)) return;
    const name = rest.map(one => one.texts[i]).join(" · ");
    if (!lines.has(name)) lines.set(name, { name, points: [] });
    lines.get(name).points.push({ s, x: axis.values[i], text: axis.texts[i] });
  });
  const all = [...lines.values()];
  all.forEach(line => line.points.sort((a, b) => a.x - b.x));
  // Of too many the best stand out.
  const ranked = [...all].sort((a, b) =>
    view.better(...[a, b].map(line => [...line.points].sort((p, q) => view.better(p.s.mean, q.s.mean))[0].s.mean)),
  );
  (all.length > FEW ? ranked.slice(0, CHOSEN) : all).forEach((line, i) => (line.colour = seriesColour(i)));
  return all;
}

function responseFigure(view, axes, axis, best) {
  const lines = responseLines(view, axes, axis),
    { data } = view,
    rest = axes
      .filter(one => one !== axis)
      .map(one => one.word)
      .join(" · ");
  if (!lines.some(line => line.points.length > 1)) return null;
  const xs = axis.distinct.map(([, value]) => value),
    far = xs[0] > 0 && xs.at(-1) / xs[0] > 20,
    place = v => (far ? Math.log10(v) : v);
  return figure({
    id: "response-" + axis.key.replaceAll(".", "-"),
    title: `${capital(data.metric)} against ${axis.word}`,
    height: 300,
    note: [
      rest && `A line for each value of ${rest}.`,
      far && "Along powers of ten.",
      lines.some(line => !line.colour) && "Grey lines tell their names when pointed at.",
    ]
      .filter(Boolean)
      .join(" "),
    summary: lines
      .map(
        line =>
          `${line.name ? line.name + ": " : ""}${line.points.map(p => `${p.text} ${plusMinus(p.s.mean, p.s.deviation)}`).join(", ")}`,
      )
      .join("; "),
    table: () => ({
      head: [...axes.map(one => one.key), data.metric, "standard deviation", "runs"],
      rows: view.settings.map((s, i) => [...axes.map(one => one.texts[i]), s.mean, s.deviation, s.scores.length]),
    }),
    draw(chart, width, tall) {
      const named = lines.filter(line => line.colour && line.name),
        room = named.length ? Math.min(width * 0.34, 14 + Math.max(...named.map(line => wide(line.name)))) : 14;
      const ys = lines
          .flatMap(line => line.points.flatMap(({ s }) => [s.mean, s.mean - s.deviation, s.mean + s.deviation]))
          .filter(isNumber),
        marks = roundRange(Math.min(...ys), Math.max(...ys), tall / 60);
      const box = {
          left: 14 + Math.max(...marks.map(v => wide(plainNumber(v)))),
          right: width - room,
          top: 22,
          bottom: tall - 36,
        },
        inset = 10;
      const inner = scale(place(xs[0]), place(xs.at(-1)), box.left + inset, box.right - inset),
        sx = v => inner(place(v)),
        sy = scale(marks[0], marks.at(-1), box.bottom, box.top);
      chart.append(
        ...axisLeft(sy, marks, plainNumber, box.left, box.right),
        axisBelow(sx, xs, v => axis.distinct.find(([, value]) => value === v)[0], box.bottom, width),
        axisName(data.metric, 0, 11),
        axisName(axis.key, box.right, tall - 3, "end"),
      );
      const points = [];
      [...lines.filter(line => !line.colour), ...lines.filter(line => line.colour)].forEach((line, k) => {
        const tint = line.colour || colour("--mute"),
          off = line.colour && lines.length > 1 ? (k - (lines.length - 1) / 2) * Math.min(3, 18 / lines.length) : 0;
        const there = line.points.map(p => ({ ...p, line, px: sx(p.x) + off, py: sy(p.s.mean) }));
        chart.append(
          there.length > 1 &&
            svg("path", {
              class: line.colour ? "line" : "line mute",
              stroke: tint,
              d: "M" + there.map(p => `${p.px.toFixed(1)} ${p.py.toFixed(1)}`).join("L"),
            }),
        );
        if (line.colour)
          there.forEach(p =>
            chart.append(
              isNumber(p.s.deviation) &&
                svg("line", {
                  x1: p.px,
                  x2: p.px,
                  y1: sy(p.s.mean - p.s.deviation),
                  y2: sy(p.s.mean + p.s.deviation),
                  stroke: tint,
                  "stroke-width": 1.4,
                  opacity: 0.75,
                }),
              svg("circle", { cx: p.px, cy: p.py, r: 3, fill: tint }),
            ),
          );
        points.push(...there);
      });
      const top = points.find(p => p.s === best);
      if (top)
        chart.append(
          svg("circle", {
            class: "best-of",
            cx: top.px,
            cy: top.py,
            r: 7.5,
            fill: "none",
            stroke: colour("--ink"),
            "stroke-width": 1.8,
          }),
        );
      const ends = named.map(line => points.filter(p => p.line === line).at(-1)),
        places = apart(
          ends.map(p => p.py),
          14,
          box.top,
          box.bottom,
        );
      named.forEach((line, i) =>
        chart.append(
          svg(
            "text",
            { class: "halo", x: box.right + 4, y: places[i] + 4, style: `fill:${line.colour};font-weight:600` },
            fitted(line.name, room - 6),
          ),
        ),
      );
      if (named.length && rest) chart.append(axisName(fitted(rest, width * 0.5), width, 11, "end"));
      readable(
        chart,
        points.length,
        at => {
          let found = -1,
            near = 24;
          points.forEach((p, i) => {
            const d = Math.hypot(p.px - at.x, p.py - at.y);
            if (d < near) {
              near = d;
              found = i;
            }
          });
          return found;
        },
        i => ({
          x: points[i].px,
          top: box.top,
          bottom: box.bottom,
          heading: points[i].s.label,
          lines: [
            plusMinus(points[i].s.mean, points[i].s.deviation) + (points[i].s === best ? ", the best" : ""),
            points[i].s.scores.length > 1 && `seeds ${points[i].s.scores.map(format.score).join(", ")}`,
          ].filter(Boolean),
        }),
      );
    },
  });
}

// Two keys make a table of means.
function responseMatrix(view, [down, across], best) {
  const at = (axis, i) => axis.distinct.findIndex(([text]) => text === axis.texts[i]),
    values = down.distinct.map(() => across.distinct.map(() => NaN));
  view.settings.forEach((s, i) => (values[at(down, i)][at(across, i)] = s.mean));
  const place = view.settings.indexOf(best);
  return matrixFigure({
    id: "response-grid",
    title: `${capital(view.data.metric)} by ${down.word} (rows) and ${across.word} (columns)`,
    note: `Means over seeds; the best is framed.${view.data.higherIsBetter ? "" : " Less is better."}`,
    rows: down.distinct.map(([text]) => text),
    columns: across.distinct.map(([text]) => text),
    values,
    rowName: down.word,
    columnName: across.word,
    print: format.score,
    framed: [at(down, place), at(across, place)],
  });
}
