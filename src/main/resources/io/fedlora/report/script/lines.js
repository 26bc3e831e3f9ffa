// Lines over virtual time, rounds or bytes.

// An error that falls that many times is drawn along powers of ten.
const FAR = 100;

/*
 * series      [{ name, colour, points: [[x, y]], spread: [[x, low, high]], thin, quiet, plain, mute,
 *             dashed, client }], or a function that gives them; a quiet one has no label, a plain one no
 *             dots; a mute one is grey and tells its name when pointed at
 * x           a key of xKinds; xName: what the axis is called
 * y           formats a value; yName; yCsv: its column in a file
 * less        whether less of it is better
 * references  [{ y, name }]
 */
function lineFigure(options) {
  const { id, title, note, series, x, xName, y, yName, yCsv, across, legend, less, clients, height = 280 } = options;
  const all = typeof series === "function" ? series : () => series;
  const present = () => all().filter(one => one.points.some(p => isNumber(p[1])));
  const kind = xKinds[x];
  const far = less && spansPowers(present());
  const powers = far ? kept("scale " + id, () => ({ log: true })) : { log: false };
  const frame = figure({
    id, title, note, legend, wide: across, clients,
    height: width => Math.round(Math.max(200, Math.min(height, width * 0.7))),
    choices: far && scaleButton(title, powers, () => frame.querySelector(".plot").redraw(true)),
    summary: () => present().filter(one => !one.quiet && !one.mute).map(one => {
      const last = lastOf(one);
      return `${one.name}: ${y(last[1])} at ${kind.text(last[0])}`;
    }).join("; "),
    table: () => ({
      head: ["series", xName || kind.name, yName || "value", "low", "high"],
      csv: ["series", kind.csv, yCsv || column(yName || "value"), "low", "high"],
      rows: all().flatMap(one =>
        one.points.map((p, i) => [one.name, p[0], p[1], one.spread?.[i]?.[1], one.spread?.[i]?.[2]])),
    }),
    draw(chart, width, tall) {
      const shown = present();
      if (!shown.length) return nothing(chart, "Nothing to show yet.");
      const plan = linePlan({ ...options, kind, log: powers.log }, shown, width, tall);
      lineAxes(chart, plan);
      shown.forEach(one => drawBand(chart, plan, one));
      const paths = shown.map(one => drawLine(chart, plan, one));
      const labels = lineLabels(chart, plan);
      readLines(chart, plan, paths, labels);
    },
  });
  return frame;
}

const there = one => one.points.filter(p => isNumber(p[1]));
const lastOf = one => there(one).at(-1);
const valuesOf = shown =>
  shown.flatMap(one => [...one.points, ...(one.spread || [])].flatMap(p => p.slice(1))).filter(isNumber);

function spansPowers(shown) {
  const [low, high] = extent(valuesOf(shown));
  return low > 0 && high / low > FAR;
}

function scaleButton(title, state, again) {
  const button = html("button", {
    type: "button", "aria-pressed": String(state.log), "aria-label": "Log scale: " + title,
    title: "Along powers of ten, or evenly",
    onclick: () => {
      state.log = !state.log;
      button.setAttribute("aria-pressed", String(state.log));
      again();
    },
  }, "Log");
  return button;
}

// Where everything stands: the box, the scales, the marks and the lines that have labels.
function linePlan(options, shown, width, tall) {
  const { kind, x, y, xName, yName, xEnd, log, references = [] } = options;
  const labelled = shown.filter(one => !one.quiet && !one.unlabelled && !one.mute);
  const room = labelled.length ? Math.min(width * 0.34, 22 + widest(labelled.map(one => one.name), 600)) : 12;
  const marks = log ? powersOfTen(valuesOf(shown), tall / 40) : evenMarks(options, shown, references, tall);
  const text = log ? format.tick : y;
  const box = { left: Math.max(30, 14 + widest(marks.map(text))), right: width - room, top: 22, bottom: tall - 36 };
  const [least, most] = extent(shown.flatMap(one => one.points.map(p => p[0])));
  const first = x === "round" ? least : 0, last = Math.max(xEnd || 0, most);
  const inner = log
    ? scale(Math.log10(marks[0]), Math.log10(marks.at(-1)), box.bottom, box.top)
    : scale(marks[0], marks.at(-1), box.bottom, box.top);
  return {
    kind, y, text, shown, labelled, references, marks, box, width, tall, room, first, last,
    xName: xName || kind.name, yName: log ? yName + " (log scale)" : yName,
    sx: scale(first, last > first ? last : first + 1, box.left, box.right),
    sy: log ? v => inner(Math.log10(v)) : inner,
  };
}

// Marks at one distance that hold all values, or reach from low to high where these are given.
function evenMarks({ low, high, yTicks = ticks }, shown, references, tall) {
  const [least, most] = extent([...valuesOf(shown), ...references.map(r => r.y)]);
  let bottom = low ?? least, top = high ?? most;
  if (top === bottom) top = bottom + (Math.abs(bottom) || 1);
  const grain = yTicks(bottom, top, Math.max(3, tall / 60));
  const pace = grain.length > 1 ? grain[1] - grain[0] : top - bottom;
  if (high === undefined) top = Math.ceil(top / pace - 1e-9) * pace;
  if (low === undefined) bottom = Math.floor(bottom / pace + 1e-9) * pace;
  return steps(bottom, top, pace);
}

function lineAxes(chart, { sx, sy, marks, text, kind, box, width, tall, first, last, xName, yName, references }) {
  chart.append(...axisLeft(sy, marks, text, box.left, box.right));
  chart.append(axisBelow(sx, kind.ticks(first, last, (box.right - box.left) / 80), kind.text, box.bottom, width));
  chart.append(axisName(yName, 0, 11), axisName(xName, box.right, tall - 3, "end"));
  for (const { y, name } of references) {
    chart.append(
      svg("line", { class: "reference", x1: box.left, x2: box.right, y1: sy(y), y2: sy(y) }),
      svg("text", { class: "halo", x: box.right - 4, y: sy(y) + 15, "text-anchor": "end" }, name));
  }
}

function drawBand(chart, { sx, sy }, one) {
  const place = (x, y) => `${sx(x).toFixed(1)} ${sy(y).toFixed(1)}`;
  const band = (one.spread || []).filter(p => isNumber(p[1]) && isNumber(p[2]));
  if (!band.length) return;
  const around = [...band.map(p => place(p[0], p[2])), ...band.map(p => place(p[0], p[1])).reverse()];
  chart.append(svg("path", { class: "spread", fill: one.colour, d: "M" + around.join("L") + "Z" }));
}

// The line and its dots; gives the line.
function drawLine(chart, { sx, sy }, one) {
  const points = there(one), path = points.map(p => `${sx(p[0]).toFixed(1)} ${sy(p[1]).toFixed(1)}`);
  const followed = one.client !== undefined && one.client === choice.client;
  const line = svg("path", {
    class: one.mute ? "line mute" : one.thin && !followed ? "line thin" : "line",
    stroke: followed ? colour("--chosen") : one.colour, "stroke-dasharray": one.dashed ? "6 4" : null,
    d: "M" + (path.length > 1 ? path.join("L") : path[0] + "h0.01"),
  });
  chart.append(line);
  if (!one.thin && !one.mute && !one.plain && points.length <= 40) {
    const dot = p => svg("circle", { cx: sx(p[0]), cy: sy(p[1]), r: 2.6 });
    chart.append(svg("g", { fill: one.colour }, points.map(dot)));
  }
  return line;
}

// Names at the ends of lines; one that had to move is tied to its line.
function lineLabels(chart, { labelled, sx, sy, box, room }) {
  const ends = labelled.map(lastOf).map(p => ({ x: sx(p[0]), y: sy(p[1]) }));
  const ys = apart(ends.map(p => p.y), 14, box.top, box.bottom);
  return labelled.map((one, i) => {
    const end = ends[i], moved = Math.abs(ys[i] - end.y) > 3, x = Math.min(end.x, box.right) + (moved ? 17 : 7);
    if (moved) {
      const leader = `M${end.x + 4} ${end.y.toFixed(1)}L${x - 3} ${ys[i].toFixed(1)}`;
      chart.append(svg("path", { class: "leader", d: leader, stroke: one.colour }));
    }
    const followed = one.client !== undefined && one.client === choice.client;
    const text = svg("text", {
      class: "halo", x, y: ys[i] + 4, style: `fill:${followed ? colour("--chosen") : one.colour};font-weight:600`,
    }, shortened(one.name, room - 12, 600));
    chart.append(text);
    return { one, text, x, y: ys[i] };
  });
}

// What stands at the pointer, line by line, the nearest one lifted out.
function readLines(chart, { shown, kind, y, xName, sx, sy, box }, paths, labels) {
  const places = [...new Set(shown.flatMap(one => there(one).map(p => p[0])))].sort((a, b) => a - b);
  let pointer = null;
  const at = (one, x) => one.points.find(p => p[0] === x && isNumber(p[1]));
  const distance = (one, x) => {
    const p = at(one, x);
    return p && pointer ? Math.abs(sy(p[1]) - pointer.y) : Infinity;
  };
  const lift = one => {
    shown.forEach((other, i) => paths[i].classList.toggle("near", other === one));
    labels.forEach(label => label.text.classList.toggle("near", label.one === one));
  };
  const nearest = (candidates, x, reach) =>
    candidates.filter(one => distance(one, x) < reach).sort((a, b) => distance(a, x) - distance(b, x));
  const told = (one, x) => `${one.name} ${y(at(one, x)[1])}`.trim();
  // Where names stand, the one that is pointed at; else the place along x.
  const find = place => {
    pointer = place;
    const label = labels.find(one => place.x >= one.x - 4 && Math.abs(place.y - one.y) < 8);
    if (label) pointer = { x: box.right, y: sy(lastOf(label.one)[1]) };
    if (place.x < box.left - 10 || (place.x > box.right + 10 && !label)) {
      lift(null);
      return -1;
    }
    const x = label ? sx(lastOf(label.one)[0]) : place.x;
    const i = places.reduce((best, v, k) => (Math.abs(sx(v) - x) < Math.abs(sx(places[best]) - x) ? k : best), 0);
    lift(label?.one ?? nearest(shown, places[i], 14)[0]);
    return i;
  };
  readable(chart, places.length, find, i => {
    const x = places[i], loud = shown.filter(one => !one.mute && at(one, x));
    const first = nearest(loud, x, 14)[0];
    const order = first ? [first, ...loud.filter(one => one !== first)] : loud;
    const grey = nearest(shown.filter(one => one.mute), x, 9).slice(0, 2);
    return {
      x: sx(x), top: box.top, bottom: box.bottom, heading: `${xName} ${kind.text(x)}`,
      lines: [...order.slice(0, 14), ...grey].map(one => told(one, x)),
    };
  });
  chart.addEventListener("pointerleave", () => lift(null));
  chart.addEventListener("click", () => {
    const one = pointer && shown.find((_, i) => paths[i].classList.contains("near"));
    if (one?.client !== undefined) chooseClient(one.client);
  });
}
