// Elements, scales and axes.
const SPACE = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(3)) {
    if (child !== undefined && child !== null && child !== false) element.append(child);
  }
  return element;
}

function svg(name, attributes, ...children) {
  return fill(document.createElementNS(SPACE, name), attributes, children);
}

function html(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

function scale(from, to, low, high) {
  const factor = to === from ? 0 : (high - low) / (to - from);
  const map = value => low + (value - from) * factor;
  map.back = pixel => (factor === 0 ? from : from + (pixel - low) / factor);
  return map;
}

// About so many round values from low to high.
function ticks(low, high, many) {
  if (!(high > low)) return [low];
  const raw = (high - low) / Math.max(1, many);
  const power = Math.pow(10, Math.floor(Math.log10(raw)));
  const step = [1, 2, 2.5, 5, 10].map(f => f * power).find(s => s >= raw * 0.999);
  return steps(low, high, step);
}

function steps(low, high, step) {
  const list = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
    list.push(Number((i * step).toPrecision(12)));
  }
  return list;
}

function wholeTicks(low, high, many) {
  return [...new Set(ticks(low, high, many).map(Math.round))].filter(v => v >= low && v <= high);
}

const DURATIONS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800];

// Round durations from low to high, in seconds.
function timeTicks(low, high, many) {
  const raw = (high - low) / Math.max(1, many);
  if (raw <= 1 || raw > 604800) return ticks(low, high, many);
  return steps(low, high, DURATIONS.find(d => d >= raw * 0.75));
}

const xKinds = {
  time: { ticks: timeTicks, text: format.instant, name: "virtual time" },
  round: { ticks: wholeTicks, text: v => String(v), name: "round" },
  bytes: { ticks: (a, b, n) => byteTicks(a, b, n), text: v => (v === 0 ? "0" : format.bytes(v)), name: "traffic" },
};

function byteTicks(low, high, many) {
  let unit = 1;
  while (high / unit >= 1024) unit *= 1024;
  return ticks(low / unit, high / unit, many).map(v => v * unit);
}

function axisBelow(map, values, text, y, width) {
  let free = -Infinity;
  return svg("g", { class: "axis" }, values.map(value => {
    const x = map(value), label = text(value), half = label.length * 3.3;
    const anchor = x + half > width ? "end" : "middle";
    const left = anchor === "end" ? x - 2 * half : x - half;
    const shown = left >= free;
    if (shown) free = left + 2 * half + 8;
    return [
      svg("line", { x1: x, x2: x, y1: y, y2: y + 4 }),
      shown && svg("text", { x, y: y + 17, "text-anchor": anchor }, label),
    ];
  }));
}

function axisLeft(map, values, text, x, right) {
  return [
    svg("g", { class: "grid" }, values.map(v => svg("line", { x1: x, x2: right, y1: map(v), y2: map(v) }))),
    svg("g", {}, values.map(v =>
      svg("text", { x: x - 8, y: map(v) + 4, "text-anchor": "end" }, text(v)))),
  ];
}

function axisName(text, x, y, anchor = "start") {
  return svg("text", { x, y, "text-anchor": anchor }, text);
}

const wide = text => String(text).length * 6.4;

// Ys of labels moved apart as little as keeps them from touching.
function apart(ys, gap, low, high) {
  const order = ys.map((y, i) => ({ y, i })).sort((a, b) => a.y - b.y);
  for (let pass = 0; pass < 40; pass++) {
    for (let k = 1; k < order.length; k++) {
      const short = gap - (order[k].y - order[k - 1].y);
      if (short > 0) {
        order[k].y += short / 2;
        order[k - 1].y -= short / 2;
      }
    }
    for (const one of order) one.y = Math.max(low, Math.min(high, one.y));
  }
  const moved = [];
  order.forEach(one => (moved[one.i] = one.y));
  return moved;
}
