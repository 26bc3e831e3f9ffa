// A lane a client: download, training, upload, absence, and how each request ended, in the bands
// of the rounds. One that is drawn: { chart, width, box, sx, time, view }.

const LANES_TOP = 26, LANES_BELOW = 30;

// So high are lanes that have a name each.
const NAMED_LANE = 12;

const laneHeight = ({ lanes: { length } }) => (length <= 12 ? 30 : length <= 40 ? 15 : length <= 100 ? 7 : 5);

// Neighbours that belong together: [{ name, from, to }], by tier, or by group where lanes have no names.
function brackets(time) {
  const named = laneHeight(time) >= NAMED_LANE;
  if (named && !time.tiered) return [];
  const nameOf = lane => (time.tiered ? (lane.tier ? "tier " + lane.tier : "no tier") : lane.group);
  const all = [];
  time.lanes.forEach((lane, i) => {
    if (all.at(-1)?.name !== nameOf(lane)) all.push({ name: nameOf(lane), from: i });
    all.at(-1).to = i + 1;
  });
  return all;
}

// Room for names at the left: of lanes, of what brackets them, of what is counted above.
function laneMargins(time) {
  const named = laneHeight(time) >= NAMED_LANE, outer = brackets(time);
  const names = named ? widest(time.lanes.map(lane => "client " + lane.client), 600) : 0;
  const around = outer.length ? widest(outer.map(one => one.name)) + 12 : 0;
  const left = 12 + Math.max(names + around, wide(format.whole(time.of)));
  return width => ({ left: Math.min(width * 0.34, left), right: width - 4 });
}

function drawLanes(plan) {
  const { chart, width, box, sx, time, view } = plan, high = laneHeight(time);
  drawRounds(plan);
  time.lanes.concat(0).forEach((_, i, all) => {
    if (high < NAMED_LANE && i > 0 && i < all.length - 1) return;
    const y = box.top + i * high;
    chart.append(svg("line", { class: "lane", x1: box.left, x2: box.right, y1: y, y2: y }));
  });
  drawAbsences(plan);
  drawStates(plan);
  drawMarks(plan);
  drawLaneNames(plan);
  const many = (box.right - box.left) / 75;
  chart.append(axisBelow(sx, timeTicks(view.from, view.to, many), xKinds.time.text, box.bottom, width));
}

// Which rounds are numbered where not all have room: every so many of them.
function roundStep(rounds, view, box) {
  const seen = rounds.filter(one => one.closed >= view.from && one.opened <= view.to);
  const room = (box.right - box.left) / Math.max(1, seen.length), need = wide(String(seen.at(-1)?.round)) + 16;
  let step = 1;
  for (let i = 0; step * room < need; i++) step *= [2, 2.5, 2][i % 3];
  return step;
}

// Bands and numbers of rounds, and their deadlines.
function drawRounds({ chart, box, sx, time, view }) {
  let free = -Infinity;
  const bands = [], every = roundStep(time.rounds, view, box);
  const number = (x, text) => svg("text", { x, y: box.top - 10, "text-anchor": "middle" }, text);
  time.rounds.forEach(({ round, opened, closed, deadline }, i) => {
    const from = Math.max(box.left, sx(opened)), to = Math.min(box.right, sx(closed)), size = to - from;
    if (to < box.left || from > box.right || size < 0) return;
    if (i % 2 === 0 && size > 0.8) {
      bands.push(svg("rect", { class: "band", x: from, y: box.top, width: size, height: box.bottom - box.top }));
    }
    const text = (size > 62 ? "round " : "") + round, half = wide(text) / 2, mid = (from + to) / 2;
    const short = wide(String(round)) / 2;
    if (size > 2 * half + 2 && mid - half > free) {
      bands.push(number(mid, text));
      free = mid + half + 4;
    } else if (mid - short > free + 4 && (every === 1 || round % every === 0 || round === time.rounds[0].round)) {
      bands.push(number(mid, String(round)));
      free = mid + short;
    }
    if (deadline !== null && deadline <= view.to && sx(deadline) >= box.left && size > 8) {
      const x = sx(deadline);
      bands.push(svg("line", { class: "reference", x1: x, x2: x, y1: box.top - 5, y2: box.bottom }));
    }
  });
  chart.append(svg("g", { "aria-hidden": "true" }, bands));
}

const clipped = ({ box, sx }) => v => Math.max(box.left, Math.min(box.right, sx(v)));

function drawAbsences(plan) {
  const { chart, box, time, view } = plan, high = laneHeight(time), clip = clipped(plan);
  const height = high - (high > 8 ? 2 : 1);
  chart.append(svg("g", {}, time.lanes.flatMap((lane, i) =>
    lane.away.filter(one => one.to >= view.from && one.from <= view.to).map(({ from, to }) => svg("rect", {
      x: clip(from), y: box.top + i * high + 1, width: Math.max(1, clip(to) - clip(from)), height,
      fill: colour("--away"), opacity: 0.55,
    })))));
}

// One path a state; what falls on the same pixels is drawn once.
function drawStates(plan) {
  const { chart, box, time, view } = plan, clip = clipped(plan);
  const high = laneHeight(time), bar = Math.max(2, high * 0.56), drop = (high - bar) / 2;
  for (const { key, colour: tint } of STATES) {
    let d = "";
    time.lanes.forEach((lane, i) => {
      const y = (box.top + i * high + drop).toFixed(1);
      let last = -1;
      for (const trip of lane.trips) {
        const span = trip[key];
        if (!span || span.to < view.from || span.from > view.to || span.to <= span.from) continue;
        const from = clip(span.from), to = clip(span.to), size = Math.max(0.7, to - from).toFixed(1);
        if (to <= last) continue;
        last = Math.max(to, from + 0.7);
        d += `M${from.toFixed(1)} ${y}h${size}v${bar.toFixed(1)}h-${size}z`;
      }
    });
    if (d) chart.append(svg("path", { d, fill: colour(tint) }));
  }
}

// Paths of marks around a place, by shape.
const MARK_PATHS = {
  up: at => `M${at(0, -1)}L${at(0.95, 0.8)}L${at(-0.95, 0.8)}Z`,
  cross: at => `M${at(-0.8, -0.8)}L${at(0.8, 0.8)}M${at(0.8, -0.8)}L${at(-0.8, 0.8)}`,
  diamond: at => `M${at(0, -1)}L${at(1, 0)}L${at(0, 1)}L${at(-1, 0)}Z`,
  ring(at, size) {
    const r = (0.75 * size).toFixed(1), d = (1.5 * size).toFixed(1);
    return `M${at(-0.75, 0)}a${r} ${r} 0 1 0 ${d} 0a${r} ${r} 0 1 0 -${d} 0z`;
  },
};

function drawMarks({ chart, box, sx, time }) {
  const high = laneHeight(time), size = high >= 24 ? 6 : high >= NAMED_LANE ? 4.2 : 2.6, paths = {};
  for (const trip of time.trips) {
    const mark = MARKS[trip.outcome];
    if (!mark) continue;
    const x = sx(trip.settled), y = box.top + (trip.lane + 0.5) * high;
    if (x < box.left - size || x > box.right + size) continue;
    const at = (dx, dy) => `${(x + dx * size).toFixed(1)} ${(y + dy * size).toFixed(1)}`;
    paths[trip.outcome] = (paths[trip.outcome] || "") + MARK_PATHS[mark.shape](at, size);
  }
  for (const [outcome, d] of Object.entries(paths)) {
    const mark = MARKS[outcome], tint = colour(mark.colour);
    const open = mark.shape === "cross" || mark.shape === "ring";
    const look = open
      ? { fill: "none", stroke: tint, "stroke-width": Math.max(1.2, size / 2.6) }
      : { fill: tint, stroke: colour("--ground"), "stroke-width": 0.8 };
    chart.append(svg("path", { d, ...look }));
  }
}

function drawLaneNames({ chart, box, time }) {
  const high = laneHeight(time), named = high >= NAMED_LANE;
  if (named) {
    time.lanes.forEach(({ client }, i) => chart.append(svg("text", {
      x: box.left - 8, y: box.top + (i + 0.5) * high + 4, "text-anchor": "end",
      class: client === choice.client ? "strong" : null,
    }, "client " + client)));
  }
  const right = box.left - 3 - (named ? widest(time.lanes.map(lane => "client " + lane.client), 600) + 8 : 0);
  for (const { name, from, to } of brackets(time)) {
    const top = box.top + from * high, bottom = box.top + to * high;
    chart.append(svg("path", { class: "bracket", d: `M${right} ${top + 1}h-3V${bottom - 1}h3` }));
    const text = shortened(name, right - 7);
    if (bottom - top > NAMED_LANE) {
      chart.append(svg("text", { x: right - 7, y: (top + bottom) / 2 + 4, "text-anchor": "end" }, text));
    }
  }
}

// The lane and the request that are chosen.
function drawChosen({ chart, box, sx, time }, lane, trip) {
  if (lane < 0) return;
  const high = laneHeight(time), y = box.top + lane * high;
  chart.append(svg("rect", { class: "window", x: box.left, y, width: box.right - box.left, height: high }));
  if (!trip) return;
  const from = Math.max(box.left, sx(trip.sent)), to = Math.min(box.right, sx(trip.last));
  chart.append(svg("rect", { class: "select", x: from, y, width: Math.max(3, to - from), height: high }));
}
