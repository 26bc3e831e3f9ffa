// The frame of every chart: caption, legend, drawing at the width there is, and its ways out as
// SVG, as CSV and as a table.
const drawn = new ResizeObserver(entries => {
  for (const entry of entries) entry.target.redraw?.();
});

let pageName = "fedlora";

/*
 * id      names the files that are saved
 * title   the heading; note: how to read it
 * legend  [{ name, colour, shape }]
 * height  of the drawing, or a function of its width
 * draw    (chart, width, height) puts elements into an empty SVG
 * table   () => { head, rows }: the data
 */
function figure({ id, title, note, legend, height, draw, table, wide: across, summary }) {
  const plot = html("div", { class: "plot" });
  const said = () => (typeof summary === "function" ? summary() : summary);
  let last = 0;
  plot.redraw = force => {
    const width = Math.floor(plot.clientWidth);
    if (!width || (width === last && force !== true)) return;
    last = width;
    const tall = typeof height === "function" ? height(width) : height;
    const chart = svg("svg", {
      class: "chart", viewBox: `0 0 ${width} ${tall}`, width, height: tall, tabindex: 0,
      role: "img", "aria-label": title + (said() ? ". " + said() : ""), id: "chart-" + id,
    });
    draw(chart, width, tall);
    const kept = document.activeElement === plot.firstChild && plot.firstChild;
    plot.replaceChildren(chart);
    if (kept) chart.focus({ preventScroll: true });
  };
  const view = html("div", { class: "data-view", hidden: true, tabindex: 0, role: "region", "aria-label": title + ", as a table" });
  const showTable = html("button", {
    type: "button", "aria-pressed": "false", title: "Show the data as a table",
    onclick: () => {
      view.hidden = !view.hidden;
      showTable.setAttribute("aria-pressed", String(!view.hidden));
      if (!view.hidden) view.replaceChildren(tableOf(table(), 500));
    },
  }, "Table");
  const tools = html("div", { class: "tools" },
    html("button", { type: "button", title: "Save the chart as SVG", "aria-label": "Save as SVG: " + title, onclick: () => saveSvg(id, plot.querySelector("svg"), legend || []) }, "SVG"),
    html("button", { type: "button", title: "Save the data as CSV", "aria-label": "Save as CSV: " + title, onclick: () => saveCsv(id, table()) }, "CSV"),
    showTable);
  const frame = html("figure", { id: "figure-" + id, class: across ? "wide" : null },
    html("figcaption", {},
      html("div", { class: "caption-row" }, html("h3", {}, title), tools),
      note && html("p", { class: "note" }, note)),
    legend && legend.length > 0 && legendOf(legend),
    plot, view);
  frame.table = table;
  drawn.observe(plot);
  return frame;
}

function legendOf(items) {
  return html("ul", { class: "legend" }, items.map(item =>
    html("li", {}, svg("svg", { "aria-hidden": "true", viewBox: "0 0 14 12" }, sign(item)), item.name)));
}

function sign({ shape, colour }) {
  const mid = 6;
  switch (shape) {
    case "line": return svg("line", { x1: 0, x2: 14, y1: mid, y2: mid, stroke: colour, "stroke-width": 2.5 });
    case "dash": return svg("line", { x1: 0, x2: 14, y1: mid, y2: mid, stroke: colour, "stroke-width": 1.5, "stroke-dasharray": "3 3" });
    case "dot": return svg("circle", { cx: 7, cy: mid, r: 4, fill: colour });
    case "ring": return svg("circle", { cx: 7, cy: mid, r: 3.6, fill: "none", stroke: colour, "stroke-width": 1.8 });
    case "bar": return svg("line", { x1: 7, x2: 7, y1: 0, y2: 12, stroke: colour, "stroke-width": 2 });
    case "up": return svg("path", { d: "M7 1.5L12 10.5H2Z", fill: colour });
    case "cross": return svg("path", { d: "M3 2L11 10M11 2L3 10", stroke: colour, "stroke-width": 2.2 });
    case "diamond": return svg("path", { d: "M7 1L12 6L7 11L2 6Z", fill: colour });
    default: return svg("rect", { x: 0, y: 1.5, width: 14, height: 9, rx: 1.5, fill: colour });
  }
}

// What stands at the right of its column: a number, perhaps with its spread, of how many runs it is or a unit, a duration, a dash.
const FIGURES = /^(–|[-−]?[\d.,]+(e[-−+]?\d+)?( ± [\d.,]+(e[-−+]?\d+)?)?( \(\d+ of \d+\))?(\s[%A-Za-z]+)?|(\d+[dhm] )\d+[hms])$/;

function tableOf({ head, rows }, most = Infinity) {
  const figures = value => typeof value === "number" || FIGURES.test(String(value ?? "–"));
  const numeric = head.map((_, c) => rows.length > 0 && rows.every(row => figures(row[c])));
  const cell = (value, c) => html("td", { class: numeric[c] ? "number" : null }, value instanceof Node ? value : value === null || value === undefined || Number.isNaN(value) ? DASH : String(value));
  return html("table", {},
    rows.length > most && html("caption", {}, `The first ${most} of ${format.whole(rows.length)} rows; CSV has all.`),
    html("thead", {}, html("tr", {}, head.map((name, c) => html("th", { scope: "col", class: numeric[c] ? "number" : null }, name)))),
    html("tbody", {}, rows.slice(0, most).map(row => html("tr", {}, row.map(cell)))));
}

function csvOf({ head, rows }) {
  const cell = value => {
    const text = value === null || value === undefined || Number.isNaN(value) ? "" : String(value);
    return /[",\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
  };
  return [head, ...rows].map(row => row.map(cell).join(",")).join("\n") + "\n";
}

function save(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = html("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

function saveCsv(id, data) {
  save(`${pageName}-${id}.csv`, "text/csv;charset=utf-8", csvOf(data));
}

function saveSvg(id, chart, legend) {
  save(`${pageName}-${id}.svg`, "image/svg+xml", withLegend(chart, legend, () => standalone(chart)));
}

// The page has the legend above the chart; a chart that is saved has it below.
function withLegend(chart, legend, then) {
  const width = chart.viewBox.baseVal.width, tall = chart.viewBox.baseVal.height;
  let x = 0, y = tall + 6;
  const items = legend.map(item => {
    const size = 20 + wide(item.name) + 18;
    if (x > 0 && x + size - 18 > width) [x, y] = [0, y + 19];
    x += size;
    return svg("g", { transform: `translate(${x - size} ${y})` }, sign(item), svg("text", { x: 20, y: 10 }, item.name));
  });
  const sized = high => { chart.setAttribute("viewBox", `0 0 ${width} ${high}`); chart.setAttribute("height", high); };
  if (items.length) {
    chart.append(...items);
    sized(y + 19);
  }
  const text = then();
  items.forEach(item => item.remove());
  sized(tall);
  return text;
}

const KEPT = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "stroke-linecap", "opacity", "font-size", "font-weight", "paint-order", "visibility"];

// The chart as a file of its own: every style written out, as drawing programs want it.
function standalone(chart) {
  const copy = chart.cloneNode(true);
  const from = [chart, ...chart.querySelectorAll("*")], to = [copy, ...copy.querySelectorAll("*")];
  from.forEach((element, i) => {
    const style = getComputedStyle(element);
    for (const name of KEPT) to[i].setAttribute(name, plainColour(style.getPropertyValue(name)));
    to[i].removeAttribute("class");
    to[i].removeAttribute("style");
  });
  copy.setAttribute("xmlns", SPACE);
  copy.setAttribute("font-family", "Helvetica, Arial, sans-serif");
  copy.removeAttribute("tabindex");
  const ground = getComputedStyle(document.body).backgroundColor;
  copy.insertBefore(svg("rect", { width: "100%", height: "100%", fill: ground }), copy.firstChild);
  return '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(copy) + "\n";
}

function plainColour(text) {
  return text.replace(/color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.e-]+))?\)/g, (_, r, g, b, a) =>
    `rgba(${[r, g, b].map(v => Math.round(255 * v)).join(", ")}, ${a ?? 1})`);
}

// What a text on a ground of its own looks like: in the page's ground or its ink, whichever stands
// out more. A share mixes two colours.
function onGround(name, other, share = 1) {
  const style = getComputedStyle(document.documentElement), channels = key => style.getPropertyValue(key).trim().match(/[\da-f]{2}/gi).map(pair => parseInt(pair, 16));
  const light = rgb => rgb.map(v => (v <= 10 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4)).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const tint = channels(name).map((v, i) => Math.round(other ? v * share + channels(other)[i] * (1 - share) : v));
  const contrast = key => { const own = light(channels(key)), under = light(tint); return (Math.max(own, under) + 0.05) / (Math.min(own, under) + 0.05); };
  return { class: contrast("--ground") > contrast("--ink") ? "cell on" : "cell strong", "data-ground": `rgb(${tint.join(", ")})` };
}

const SERIES = ["--s1", "--s2", "--s3", "--s4", "--s5", "--s6", "--s7", "--s8"];
const colour = name => `var(${name})`;
const seriesColour = i => colour(SERIES[i % SERIES.length]);
