// The window of time that the timeline shows: a part of the run, or all of it, however long it grows.

function timeWindow(end, tick, redraw) {
  // from and to in seconds; null for the whole run.
  const state = kept("window", () => ({ from: null, to: null }));
  const least = Math.min(end, Math.max(end / 5000, 20 * tick));
  const said = html("span", { class: "window" });
  const whole = () => state.from === null;
  const one = {
    whole,
    get from() { return whole() ? 0 : Math.min(state.from, Math.max(0, end - least)); },
    get to() { return whole() ? end : Math.max(one.from + least, Math.min(state.to, end)); },
    set(from, to) {
      const width = Math.min(end, Math.max(to - from, least));
      const start = Math.max(0, Math.min(end - width, from + (to - from - width) / 2));
      const all = width >= end * 0.9999;
      [state.from, state.to] = all ? [null, null] : [start, start + width];
      say();
      redraw();
    },
    all: () => one.set(0, end),
    zoom(factor, centre = (one.from + one.to) / 2) {
      one.set(centre - (centre - one.from) * factor, centre + (one.to - centre) * factor);
    },
    centre: at => one.set(at - (one.to - one.from) / 2, at + (one.to - one.from) / 2),
    pan(share) {
      const step = (one.to - one.from) * share;
      one.set(one.from + step, one.to + step);
    },
  };
  const say = () => {
    said.textContent = whole() ? "whole run" : `${format.seconds(one.from)} to ${format.seconds(one.to)}`;
  };
  say();
  const button = (text, label, act) =>
    html("button", { type: "button", "aria-label": label, title: label, onclick: act }, text);
  one.controls = html("div", { class: "timeline-bar", role: "group", "aria-label": "Window of time" },
    button("+", "Zoom in", () => one.zoom(0.5)), button("−", "Zoom out", () => one.zoom(2)),
    button("◀", "Earlier", () => one.pan(-0.5)), button("▶", "Later", () => one.pan(0.5)),
    button("All", "All: show the whole run", one.all), said);
  return one;
}

// A drag along x chooses a window, a double click shows all.
function selectable(chart, box, back, view) {
  let start = null, mark = null;
  const inside = event => Math.max(box.left, Math.min(box.right, placeIn(chart, event).x));
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
    const x = inside(event);
    fill(mark, { x: Math.min(x, start), width: Math.abs(x - start) }, []);
  });
  const stop = event => {
    if (start === null) return;
    const from = start, x = inside(event);
    start = null;
    mark.remove();
    const dragged = event.type === "pointerup" && Math.abs(x - from) > CLICK;
    if (dragged) view.set(back(Math.min(x, from)), back(Math.max(x, from)));
  };
  chart.addEventListener("pointerup", stop);
  chart.addEventListener("pointercancel", stop);
  chart.addEventListener("dblclick", view.all);
}

// So far the pointer may move in a click.
const CLICK = 6;
