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

function axisBelow(map, values, text, y, width) {
  let free = -Infinity;
  return svg("g", { class: "axis" }, values.map(value => {
    const x = map(value), label = text(value), half = wide(label) / 2;
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

const nothing = (chart, text) => chart.append(svg("text", { x: 0, y: 20 }, text));

// How wide a text of a chart is.
const pen = document.createElement("canvas").getContext("2d");
const chartFont = getComputedStyle(document.body).fontFamily;
const widths = new Map();

function wide(text, weight = 400) {
  const key = weight + " " + text;
  let width = widths.get(key);
  if (width === undefined) {
    if (widths.size > 20000) widths.clear();
    pen.font = `${weight} 12px ${chartFont}`;
    width = pen.measureText(String(text)).width;
    widths.set(key, width);
  }
  return width;
}

const widest = (texts, weight) => texts.reduce((most, text) => Math.max(most, wide(text, weight)), 0);

// As much of a text as there is room for.
function shortened(text, room, weight) {
  if (wide(text, weight) <= room) return text;
  let size = text.length - 1;
  while (size > 1 && wide(text.slice(0, size) + "…", weight) > room) size--;
  return text.slice(0, size) + "…";
}

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
