// Who did what when: all clients together, and below them a lane each, both along one window of time.

function timelineFigures(run) {
  const time = decodeTimeline(run), margins = laneMargins(time);
  const redraw = () => [overview, lanes].forEach(one => one.querySelector(".plot").redraw(true));
  const view = timeWindow(time.end, time.tick, redraw);
  const overview = overviewFigure(time, view, margins);
  const lanes = lanesFigure(time, view, margins);
  lanes.querySelector(".plot").before(view.controls);
  return [overview, lanes];
}

function lanesFigure(time, view, margins) {
  const high = laneHeight(time);
  return figure({
    id: "timeline", title: lanesTitle(time), wide: true, clients: true,
    note: html("span", { class: "how-to" },
      "Drag to zoom, double-click to see all; Ctrl and wheel zoom too. A click on a lane marks its client in " +
      "every chart. With the keyboard: + and − zoom, ← and → move, ↑ and ↓ choose a client, comma and " +
      "full stop step through its requests."),
    legend: lanesLegend(time),
    height: LANES_TOP + time.lanes.length * high + LANES_BELOW,
    summary: `${format.count(time.trips.length, "request")} of ${format.count(time.lanes.length, "client")} ` +
      `over ${format.seconds(time.end)} of virtual time`,
    table: () => tripTable(time),
    draw(chart, width, tall) {
      const box = { ...margins(width), top: LANES_TOP, bottom: tall - LANES_BELOW };
      const plan = { chart, width, box, sx: scale(view.from, view.to, box.left, box.right), time, view };
      drawLanes(plan);
      selectable(chart, box, plan.sx.back, view);
      pointAtLanes(plan);
      stepThroughLanes(plan);
    },
  });
}

function lanesTitle({ lanes, of, asked }) {
  if (lanes.length === of) return "Every client";
  const some = format.whole(lanes.length), rest = asked < of ? `, of ${format.whole(of)} clients in all` : "";
  if (lanes.length === asked) return `Every client that took part, ${some}${rest}`;
  return asked
    ? `${some} of the ${format.whole(asked)} clients that took part, evenly drawn from every group${rest}`
    : `${some} of ${format.whole(of)} clients, evenly drawn from every group`;
}

// Only what is drawn.
function lanesLegend({ trips, lanes, rounds }) {
  const states = STATES.filter(({ key }) => trips.some(trip => trip[key] && trip[key].to > trip[key].from));
  const marks = Object.entries(MARKS).filter(([outcome]) => trips.some(trip => trip.outcome === Number(outcome)));
  return [
    ...states.map(({ name, colour: tint }) => ({ name, colour: colour(tint) })),
    lanes.some(lane => lane.away.length) && { name: "away", colour: colour("--away") },
    ...marks.map(([, { name, shape, colour: tint }]) => ({ name, shape, colour: colour(tint) })),
    rounds.some(round => round.deadline !== null) && { name: "deadline", shape: "post", colour: colour("--faint") },
  ].filter(Boolean);
}

let laneClick = 0;

// The hint, the wheel and the click.
function pointAtLanes({ chart, box, sx, time, view }) {
  const high = laneHeight(time);
  const laneAt = place => {
    const i = Math.floor((place.y - box.top) / high);
    return i >= 0 ? time.lanes[i] : undefined;
  };
  chart.addEventListener("pointermove", event => {
    const place = placeIn(chart, event), lane = laneAt(place);
    if (!lane || place.x < box.left) return hideHint();
    const now = sx.back(place.x), slack = ((view.to - view.from) / (box.right - box.left)) * 5;
    const trips = lane.trips.filter(trip => trip.sent <= now + slack && trip.last >= now - slack);
    const gone = lane.away.find(one => one.from <= now && one.to >= now);
    const lines = [
      ...trips.slice(-3).flatMap(tripWords),
      gone && `away ${format.seconds(gone.from)} – ${format.seconds(gone.to)}, ${gone.reason}`,
    ].filter(Boolean);
    showHint(event, laneWords(lane), lines.length ? lines : ["idle at " + format.seconds(now)]);
  });
  chart.addEventListener("pointerleave", hideHint);
  chart.addEventListener("wheel", event => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    view.zoom(event.deltaY > 0 ? 1.25 : 0.8, sx.back(Math.max(box.left, placeIn(chart, event).x)));
  }, { passive: false });
  // A click that turns out to be the first of two is none.
  let pressed = 0;
  chart.addEventListener("pointerdown", event => (pressed = event.clientX));
  chart.addEventListener("click", event => {
    clearTimeout(laneClick);
    const lane = laneAt(placeIn(chart, event)), still = Math.abs(event.clientX - pressed) <= CLICK;
    if (lane && still && event.detail < 2) laneClick = setTimeout(() => chooseClient(lane.client), 250);
  });
}

// The keyboard: the window, the lane that is chosen, and its requests one by one.
function stepThroughLanes(plan) {
  const { chart, box, sx, time, view } = plan;
  const state = kept("request", () => ({ client: null, trip: -1 }));
  const lane = time.lanes.findIndex(one => one.client === choice.client);
  const trip = state.client === choice.client ? time.lanes[lane]?.trips[state.trip] : undefined;
  drawChosen(plan, lane, trip);
  const go = (to, number) => {
    const next = time.lanes[Math.max(0, Math.min(time.lanes.length - 1, to))];
    state.client = next.client;
    state.trip = Math.max(-1, Math.min(next.trips.length - 1, number));
    const one = next.trips[state.trip];
    if (one && (one.sent < view.from || one.sent > view.to)) view.centre(one.sent);
    followClient(next.client);
    tellChosen(next, one);
  };
  const step = by => go(Math.max(0, lane), lane < 0 ? 0 : Math.max(0, (trip ? state.trip : -1) + by));
  const acts = {
    "+": () => view.zoom(0.5), "=": () => view.zoom(0.5), "-": () => view.zoom(2), 0: view.all,
    ArrowLeft: () => view.pan(-0.25), ArrowRight: () => view.pan(0.25),
    ArrowUp: () => go(lane - 1, -1), ArrowDown: () => go(lane + 1, -1),
    ".": () => step(1), ",": () => step(-1),
    Escape: () => {
      hideHint();
      followClient(null);
    },
  };
  chart.addEventListener("keydown", event => {
    if (!acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  });
  chart.addEventListener("blur", hideHint);
}

// Where it stands, in the chart as it is drawn now, and for those who hear it.
function tellChosen(lane, trip) {
  const chart = document.getElementById("chart-timeline"), frame = chart.querySelector(".window");
  const lines = trip ? tripWords(trip) : [format.count(lane.trips.length, "request")];
  const mark = chart.querySelector(".select") || frame;
  if (mark) {
    const at = name => Number(mark.getAttribute(name));
    const x = at("x") + (trip ? at("width") : 8);
    showHint(placeOn(chart, x, at("y") + at("height") / 2), laneWords(lane), lines);
  }
  speak(`${laneWords(lane)}. ${lines.join(". ")}`);
}
