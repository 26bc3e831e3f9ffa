// A lane a client: download, training, upload, absence, and how each request ended, in the bands
// of the rounds. Above it how many of all clients were doing what; there the window is chosen.

const STATES = [
  { key: "download", name: "download", colour: "--download", from: 4, to: 5 },
  { key: "work", name: "training", colour: "--work", from: 6, to: 7 },
  { key: "upload", name: "upload", colour: "--upload", from: 8, to: 9 },
];
const MARKS = {
  2: { name: "late", shape: "up", colour: "--late" },
  3: { name: "dropped or lost", shape: "cross", colour: "--lost" },
  4: { name: "rejected", shape: "diamond", colour: "--rejected" },
  5: { name: "cancelled", shape: "ring", colour: "--cancelled" },
  6: { name: "merged late", shape: "up", colour: "--upload" },
};
const LANE = 0, ROUND = 1, OUTCOME = 2, REASON = 3, SENT = 4, ENDED = 10;

function timelineFigure(run) {
  const time = run.timeline, tick = run.tick, end = Math.max(run.end, 1e-9);
  const group = lane => run.clients.groups[run.clients.group[time.lanes[lane]]] || "";
  const byLane = time.lanes.map(() => []), awayByLane = time.lanes.map(() => []);
  time.trips.forEach(trip => byLane[trip[LANE]].push(trip));
  time.away.forEach(one => awayByLane[one[0]].push(one));
  const sampled = time.lanes.length < time.of;
  const view = { from: 0, to: end };
  let focusLane = -1, focusTrip = -1, plotBox = null, redrawAll = () => {};
  const laneHeight = time.lanes.length <= 12 ? 30 : time.lanes.length <= 40 ? 15 : time.lanes.length <= 100 ? 7 : 5;
  const top = 26;

  const windowText = html("span", { class: "window" });
  const button = (text, label, act) => html("button", { type: "button", "aria-label": label, title: label, onclick: act }, text);
  const zoom = (factor, centre) => {
    const middle = centre ?? (view.from + view.to) / 2;
    setView(middle - (middle - view.from) * factor, middle + (view.to - middle) * factor);
  };
  const pan = share => {
    const step = (view.to - view.from) * share;
    setView(view.from + step, view.to + step);
  };
  function setView(from, to) {
    const width = Math.min(end, Math.max(to - from, Math.max(end / 5000, 20 * tick)));
    const start = Math.max(0, Math.min(end - width, from + (to - from - width) / 2));
    view.from = start;
    view.to = start + width;
    windowText.textContent = width >= end * 0.9999 ? "whole run" : `${format.seconds(view.from)} to ${format.seconds(view.to)}`;
    redrawAll();
  }
  const controls = html("div", { class: "timeline-bar", role: "group", "aria-label": "Window of time" },
    button("+", "Zoom in", () => zoom(0.5)), button("−", "Zoom out", () => zoom(2)),
    button("◀", "Earlier", () => pan(-0.5)), button("▶", "Later", () => pan(0.5)),
    button("All", "Show the whole run", () => setView(0, end)), windowText);

  const overview = figure({
    id: "activity", title: `What ${time.of === 1 ? "the client was" : `all ${format.whole(time.of)} clients were`} doing`,
    note: "Mean number of clients in each state; the rest are idle. Drag across it to choose a window for the lanes below.",
    legend: [...STATES.map(s => ({ name: s.name, colour: colour(s.colour) })), { name: "away", colour: colour("--away") }],
    height: 130, wide: true,
    summary: "stacked areas of downloading, training, uploading and away clients over virtual time",
    table: activityTable,
    draw: drawActivity,
  });
  const lanes = figure({
    id: "timeline", title: sampled ? `${format.whole(time.lanes.length)} of ${format.whole(time.of)} clients, evenly drawn from every group` : "Every client",
    note: "Drag to zoom, double-click to see all; Ctrl and wheel zoom too. With the keyboard: + and − zoom, ← and → move, ↑ and ↓ choose a client, comma and full stop step through its requests.",
    legend: [...STATES.map(s => ({ name: s.name, colour: colour(s.colour) })), { name: "away", colour: colour("--away") },
      ...Object.entries(MARKS).filter(([k]) => time.trips.some(trip => trip[OUTCOME] === Number(k))).map(([, m]) => ({ name: m.name, shape: m.shape, colour: colour(m.colour) }))],
    height: top + time.lanes.length * laneHeight + 30, wide: true,
    summary: `${time.trips.length} requests of ${time.lanes.length} clients over ${format.seconds(end)} of virtual time`,
    table: tripTable,
    draw: drawLanes,
  });
  lanes.querySelector(".plot").before(controls);
  redrawAll = () => [overview, lanes].forEach(one => one.querySelector(".plot").redraw?.(true));
  windowText.textContent = "whole run";

  function activityTable() {
    const a = time.activity;
    return {
      head: ["seconds", "download", "training", "upload", "away"],
      rows: a.work.map((_, i) => [((i + 0.5) * end) / a.bins, a.download[i], a.work[i], a.upload[i], a.away[i]]),
    };
  }

  function tripTable() {
    const seconds = ticks => (ticks < 0 ? null : Number((ticks * tick).toPrecision(9)));
    return {
      head: ["client", "group", "round", "outcome", "reason", "download from", "download to", "training from", "training to", "upload from", "upload to", "settled"],
      rows: time.trips.map(t => [time.lanes[t[LANE]], group(t[LANE]), t[ROUND], OUTCOMES[t[OUTCOME]].name, time.reasons[t[REASON]], ...t.slice(SENT).map(seconds)]),
    };
  }

  function margins(width) {
    const words = laneHeight >= 12 ? time.lanes.map(c => "client " + c) : [...run.clients.groups];
    return { left: Math.min(width * 0.26, 10 + Math.max(...words.map(wide))), right: width - 4 };
  }

  function drawActivity(chart, width, tall) {
    const a = time.activity, box = { ...margins(width), top: 8, bottom: tall - 24 };
    const sx = scale(0, end, box.left, box.right), sy = scale(0, time.of, box.bottom, box.top);
    const marks = time.of % 2 ? [0, time.of] : [0, time.of / 2, time.of];
    chart.append(...axisLeft(sy, marks, format.whole, box.left, box.right));
    const base = new Array(a.bins).fill(0);
    for (const state of [STATES[1], STATES[0], STATES[2], { key: "away", colour: "--away" }]) {
      let upper = "", lower = "";
      for (let i = 0; i < a.bins; i++) {
        const x0 = sx((i * end) / a.bins).toFixed(1), x1 = sx(((i + 1) * end) / a.bins).toFixed(1);
        lower = `L${x1} ${sy(base[i]).toFixed(1)}L${x0} ${sy(base[i]).toFixed(1)}` + lower;
        base[i] = Math.min(time.of, base[i] + a[state.key][i]);
        upper += `${i ? "L" : "M"}${x0} ${sy(base[i]).toFixed(1)}L${x1} ${sy(base[i]).toFixed(1)}`;
      }
      chart.append(svg("path", { d: upper + lower + "Z", fill: colour(state.colour) }));
    }
    chart.append(axisBelow(sx, timeTicks(0, end, (box.right - box.left) / 75), xKinds.time.text, box.bottom, width));
    const whole = view.to - view.from >= end * 0.9999;
    if (!whole) {
      const x0 = sx(view.from), x1 = sx(view.to);
      chart.append(
        svg("rect", { class: "veil", x: box.left, y: box.top, width: Math.max(0, x0 - box.left), height: box.bottom - box.top }),
        svg("rect", { class: "veil", x: x1, y: box.top, width: Math.max(0, box.right - x1), height: box.bottom - box.top }),
        svg("rect", { class: "window", x: x0, y: box.top, width: Math.max(2, x1 - x0), height: box.bottom - box.top }));
    }
    selectable(chart, box, x => sx.back(x));
    readable(chart, a.bins,
      place => { const i = Math.floor((sx.back(place.x) / end) * a.bins); return i >= 0 && i < a.bins ? i : -1; },
      i => {
        const busy = a.download[i] + a.work[i] + a.upload[i] + a.away[i];
        return { x: sx(((i + 0.5) * end) / a.bins), top: box.top, bottom: box.bottom, heading: "about " + format.seconds(((i + 0.5) * end) / a.bins),
          lines: [`${format.small(a.work[i])} training`, `${format.small(a.download[i])} downloading`, `${format.small(a.upload[i])} uploading`, `${format.small(a.away[i])} away`, `${format.small(Math.max(0, time.of - busy))} idle`] };
      });
  }

  // A drag along x chooses a window.
  function selectable(chart, box, back) {
    let start = null, mark = null;
    chart.addEventListener("pointerdown", event => {
      const place = placeIn(chart, event);
      if (event.button !== 0 || place.x < box.left) return;
      start = place.x;
      mark = svg("rect", { class: "select", y: box.top, height: box.bottom - box.top, x: start, width: 0 });
      chart.append(mark);
      chart.setPointerCapture(event.pointerId);
    });
    chart.addEventListener("pointermove", event => {
      if (start === null) return;
      const x = Math.max(box.left, Math.min(box.right, placeIn(chart, event).x));
      mark.setAttribute("x", Math.min(x, start));
      mark.setAttribute("width", Math.abs(x - start));
    });
    const stop = event => {
      if (start === null) return;
      const from = start, x = Math.max(box.left, Math.min(box.right, placeIn(chart, event).x));
      start = null;
      mark.remove();
      if (event.type === "pointerup" && Math.abs(x - from) > 6) setView(back(Math.min(x, from)), back(Math.max(x, from)));
    };
    chart.addEventListener("pointerup", stop);
    chart.addEventListener("pointercancel", stop);
    chart.addEventListener("dblclick", () => setView(0, end));
  }

  function drawLanes(chart, width, tall) {
    const box = { ...margins(width), top, bottom: tall - 30 };
    plotBox = box;
    const sx = scale(view.from, view.to, box.left, box.right);
    const clip = v => Math.max(box.left, Math.min(box.right, sx(v)));
    drawRounds(chart, box, sx);
    for (let i = 0; i <= time.lanes.length; i++) {
      if (laneHeight >= 12 || i === 0 || i === time.lanes.length) chart.append(svg("line", { class: "lane", x1: box.left, x2: box.right, y1: top + i * laneHeight, y2: top + i * laneHeight }));
    }
    chart.append(svg("g", {}, awayByLane.flatMap((list, lane) => list.map(([, from, to]) =>
      to * tick >= view.from && from * tick <= view.to && svg("rect", { x: clip(from * tick), y: top + lane * laneHeight + 1, width: Math.max(1, clip(to * tick) - clip(from * tick)), height: laneHeight - (laneHeight > 8 ? 2 : 1), fill: colour("--away"), opacity: 0.55 })))));
    const bar = Math.max(2, laneHeight * 0.56), drop = (laneHeight - bar) / 2;
    for (const state of STATES) {
      let d = "";
      for (let lane = 0; lane < time.lanes.length; lane++) {
        const y = (top + lane * laneHeight + drop).toFixed(1);
        let last = -1;
        for (const trip of byLane[lane]) {
          const from = trip[state.from] * tick, to = trip[state.to] * tick;
          if (trip[state.from] < 0 || to < view.from || from > view.to || to <= from) continue;
          const x0 = clip(from), x1 = clip(to);
          if (x1 <= last) continue;
          last = Math.max(x1, x0 + 0.7);
          d += `M${x0.toFixed(1)} ${y}h${Math.max(0.7, x1 - x0).toFixed(1)}v${bar.toFixed(1)}h-${Math.max(0.7, x1 - x0).toFixed(1)}z`;
        }
      }
      if (d) chart.append(svg("path", { d, fill: colour(state.colour) }));
    }
    drawMarks(chart, box, sx);
    if (laneHeight >= 12) time.lanes.forEach((client, lane) => chart.append(svg("text", { x: box.left - 8, y: top + (lane + 0.5) * laneHeight + 4, "text-anchor": "end", class: lane === focusLane ? "strong" : null }, "client " + client)));
    else drawGroups(chart, box);
    chart.append(axisBelow(sx, timeTicks(view.from, view.to, (box.right - box.left) / 75), xKinds.time.text, box.bottom, width));
    selectable(chart, box, x => sx.back(x));
    watch(chart, box, sx);
    if (focusLane >= 0) showFocus(chart, sx);
  }

  function drawRounds(chart, box, sx) {
    let free = -Infinity;
    const bands = [];
    time.rounds.forEach(([round, opened, closed, deadline], i) => {
      const x0 = Math.max(box.left, sx(opened * tick)), x1 = Math.min(box.right, sx(closed * tick));
      if (x1 < box.left || x0 > box.right || x1 < x0) return;
      if (i % 2 === 0 && x1 - x0 > 0.8) bands.push(svg("rect", { class: "band", x: x0, y: box.top, width: x1 - x0, height: box.bottom - box.top }));
      const text = (x1 - x0 > 62 ? "round " : "") + round, half = wide(text) / 2, mid = (x0 + x1) / 2;
      if (x1 - x0 > 2 * half + 2 && mid - half > free) {
        bands.push(svg("text", { x: mid, y: box.top - 10, "text-anchor": "middle" }, text));
        free = mid + half + 4;
      } else if (mid - half > free + 20) {
        bands.push(svg("text", { x: mid, y: box.top - 10, "text-anchor": "middle" }, String(round)));
        free = mid + wide(String(round)) / 2;
      }
      if (deadline >= 0 && deadline * tick <= view.to && deadline <= closed && sx(deadline * tick) >= box.left && x1 - x0 > 8) bands.push(svg("line", { class: "reference", x1: sx(deadline * tick), x2: sx(deadline * tick), y1: box.top - 5, y2: box.bottom }));
    });
    chart.append(svg("g", { "aria-hidden": "true" }, bands));
  }

  function drawMarks(chart, box, sx) {
    const size = laneHeight >= 24 ? 6 : laneHeight >= 12 ? 4.2 : 2.6;
    const paths = {};
    for (const trip of time.trips) {
      const mark = MARKS[trip[OUTCOME]];
      if (!mark) continue;
      const x = sx(settledAt(trip) * tick), y = top + (trip[LANE] + 0.5) * laneHeight;
      if (x < box.left - size || x > box.right + size) continue;
      const at = (dx, dy) => `${(x + dx * size).toFixed(1)} ${(y + dy * size).toFixed(1)}`;
      const d = {
        up: `M${at(0, -1)}L${at(0.95, 0.8)}L${at(-0.95, 0.8)}Z`,
        cross: `M${at(-0.8, -0.8)}L${at(0.8, 0.8)}M${at(0.8, -0.8)}L${at(-0.8, 0.8)}`,
        diamond: `M${at(0, -1)}L${at(1, 0)}L${at(0, 1)}L${at(-1, 0)}Z`,
        ring: `M${at(-0.75, 0)}a${(0.75 * size).toFixed(1)} ${(0.75 * size).toFixed(1)} 0 1 0 ${(1.5 * size).toFixed(1)} 0a${(0.75 * size).toFixed(1)} ${(0.75 * size).toFixed(1)} 0 1 0 ${(-1.5 * size).toFixed(1)} 0z`,
      }[mark.shape];
      paths[trip[OUTCOME]] = (paths[trip[OUTCOME]] || "") + d;
    }
    for (const [outcome, d] of Object.entries(paths)) {
      const mark = MARKS[outcome], open = mark.shape === "cross" || mark.shape === "ring";
      chart.append(svg("path", { d, fill: open ? "none" : colour(mark.colour), stroke: open ? colour(mark.colour) : colour("--ground"), "stroke-width": open ? Math.max(1.2, size / 2.6) : 0.8 }));
    }
  }

  // Late and rejected ones stand where they arrived, all others where they were settled.
  function settledAt(trip) {
    return (trip[OUTCOME] === 2 || trip[OUTCOME] === 4 || trip[OUTCOME] === 6) && trip[9] >= 0 ? trip[9] : trip[ENDED];
  }

  function drawGroups(chart, box) {
    let from = 0;
    for (let lane = 1; lane <= time.lanes.length; lane++) {
      if (lane < time.lanes.length && group(lane) === group(from)) continue;
      const y0 = top + from * laneHeight, y1 = top + lane * laneHeight;
      chart.append(svg("path", { class: "cross", fill: "none", d: `M${box.left - 3} ${y0 + 1}h-3V${y1 - 1}h3` }));
      if (y1 - y0 > 12) chart.append(svg("text", { x: box.left - 10, y: (y0 + y1) / 2 + 4, "text-anchor": "end" }, group(from)));
      from = lane;
    }
  }

  function describe(trip) {
    const span = (name, from, to) => trip[from] >= 0 && trip[to] > trip[from] ? `${name} ${format.seconds(trip[from] * tick)} – ${format.seconds(trip[to] * tick)} (${format.seconds((trip[to] - trip[from]) * tick)})` : null;
    const reason = time.reasons[trip[REASON]];
    return [
      `round ${trip[ROUND]}: ${OUTCOMES[trip[OUTCOME]].name}${reason ? ", " + reason : ""}${trip[ENDED] >= 0 ? " at " + format.seconds(trip[ENDED] * tick) : ""}`,
      ...STATES.map(s => span(s.name, s.from, s.to)).filter(Boolean),
    ];
  }

  function heading(lane) {
    return `client ${time.lanes[lane]}${group(lane) ? " · " + group(lane) : ""}`;
  }

  function watch(chart, box, sx) {
    chart.addEventListener("pointermove", event => {
      const place = placeIn(chart, event), lane = Math.floor((place.y - box.top) / laneHeight);
      if (lane < 0 || lane >= time.lanes.length || place.x < box.left) return hideHint();
      const now = sx.back(place.x), slack = (view.to - view.from) / (box.right - box.left) * 5;
      const trips = byLane[lane].filter(t => t[SENT] * tick <= now + slack && Math.max(t[ENDED], t[9], t[7], t[5]) * tick >= now - slack);
      const gone = awayByLane[lane].find(a => a[1] * tick <= now && a[2] * tick >= now);
      const lines = [
        ...trips.slice(-3).flatMap(describe),
        gone && `away ${format.seconds(gone[1] * tick)} – ${format.seconds(gone[2] * tick)}, ${time.reasons[gone[3]]}`,
      ].filter(Boolean);
      showHint(event, heading(lane), lines.length ? lines : ["idle at " + format.seconds(now)]);
    });
    chart.addEventListener("pointerleave", hideHint);
    chart.addEventListener("wheel", event => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoom(event.deltaY > 0 ? 1.25 : 0.8, sx.back(Math.max(box.left, placeIn(chart, event).x)));
    }, { passive: false });
    chart.addEventListener("keydown", event => {
      const acts = {
        "+": () => zoom(0.5), "=": () => zoom(0.5), "-": () => zoom(2), 0: () => setView(0, end),
        ArrowLeft: () => pan(-0.25), ArrowRight: () => pan(0.25),
        ArrowUp: () => choose(Math.max(0, focusLane - 1), -1), ArrowDown: () => choose(Math.min(time.lanes.length - 1, focusLane + 1), -1),
        ".": () => choose(Math.max(0, focusLane), focusTrip + 1), ",": () => choose(Math.max(0, focusLane), Math.max(0, focusTrip - 1)),
        Escape: () => { focusLane = -1; hideHint(); redrawAll(); },
      };
      if (!acts[event.key]) return;
      event.preventDefault();
      acts[event.key]();
    });
  }

  function choose(lane, trip) {
    focusLane = lane;
    focusTrip = Math.min(byLane[lane].length - 1, trip);
    const one = byLane[lane][focusTrip];
    if (one && (one[SENT] * tick < view.from || one[SENT] * tick > view.to)) pan((one[SENT] * tick - (view.from + view.to) / 2) / (view.to - view.from));
    else redrawAll();
    speak(heading(lane) + ". " + (one ? describe(one).join(". ") : `${byLane[lane].length} requests`));
  }

  function showFocus(chart, sx) {
    const y = top + focusLane * laneHeight, trip = byLane[focusLane][focusTrip];
    chart.append(svg("rect", { class: "window", x: plotBox.left, y, width: plotBox.right - plotBox.left, height: laneHeight }));
    if (trip) {
      const to = Math.max(trip[ENDED], trip[9], trip[5]);
      chart.append(svg("rect", { class: "select", x: sx(trip[SENT] * tick), y, width: Math.max(3, sx(to * tick) - sx(trip[SENT] * tick)), height: laneHeight }));
    }
  }

  return [overview, lanes];
}
