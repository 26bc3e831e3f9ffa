// The frame of every chart: caption, legend, drawing at the width there is, and its ways out as
// SVG, as CSV and as a table.
const drawn = new ResizeObserver(entries => {
  for (const entry of entries) entry.target.redraw?.();
});

let pageName = "fedlora";

/*
 * id       names the files that are saved
 * title    the heading; note: how to read it
 * legend   [{ name, colour, shape }] of what is drawn
 * height   of the drawing, or a function of its width
 * draw     (chart, width, height) puts elements into an empty SVG
 * table    () => { head, rows, csv }: the data; csv: its columns in a file, with their units
 * choices  further buttons
 * clients  whether it marks the client that is chosen
 */
function figure({ id, title, note, legend, height, draw, table, wide: across, summary, choices, clients }) {
  const plot = html("div", { class: "plot", "data-clients": clients });
  const said = () => (typeof summary === "function" ? summary() : summary);
  let last = 0;
  plot.redraw = force => {
    const width = Math.floor(plot.clientWidth);
    if (!width || (width === last && force !== true)) return;
    last = width;
    const tall = typeof height === "function" ? height(width) : height;
    const chart = svg("svg", {
      class: "chart", viewBox: `0 0 ${width} ${tall}`, width, height: tall, tabindex: 0, id: "chart-" + id,
      role: "group", "aria-roledescription": "chart", "aria-label": title + (said() ? ". " + said() : ""),
    });
    draw(chart, width, tall);
    const focused = document.activeElement === plot.firstChild && plot.firstChild;
    plot.replaceChildren(chart);
    if (focused) chart.focus({ preventScroll: true });
  };
  const { button, view } = tableView(id, title, table);
  const tools = html("div", { class: "tools" },
    choices,
    html("button", {
      type: "button", title: "Save the chart as SVG", "aria-label": "SVG: save " + title,
      onclick: () => saveSvg(id, title, plot.querySelector("svg"), legend || []),
    }, "SVG"),
    html("button", {
      type: "button", title: "Save the data as CSV", "aria-label": "CSV: save " + title,
      onclick: () => saveCsv(id, table()),
    }, "CSV"),
    button);
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

// The data below the chart, opened and closed by a button.
function tableView(id, title, table) {
  const state = kept("table " + id, () => ({ open: false }));
  const view = html("div", {
    class: "data-view", tabindex: 0, role: "region", "aria-label": title + ", as a table",
  });
  const button = html("button", {
    type: "button", title: "Show the data as a table", "aria-label": "Table: " + title,
    onclick: () => {
      state.open = !state.open;
      show();
    },
  }, "Table");
  const show = () => {
    view.hidden = !state.open;
    button.setAttribute("aria-pressed", String(state.open));
    if (state.open) view.replaceChildren(tableOf(table(), 500));
  };
  show();
  return { button, view };
}

function legendOf(items) {
  return html("ul", { class: "legend" }, items.map(item =>
    html("li", {}, svg("svg", { "aria-hidden": "true", viewBox: "0 0 14 12" }, sign(item)), item.name)));
}

function sign({ shape, colour: tint }) {
  const across = { x1: 0, x2: 14, y1: 6, y2: 6, stroke: tint };
  const upright = { x1: 7, x2: 7, y1: 0, y2: 12, stroke: tint };
  switch (shape) {
    case "line": return svg("line", { ...across, "stroke-width": 2.5 });
    case "dash": return svg("line", { ...across, "stroke-width": 1.5, "stroke-dasharray": "3 3" });
    case "post": return svg("line", { ...upright, "stroke-width": 1.5, "stroke-dasharray": "3 3" });
    case "dot": return svg("circle", { cx: 7, cy: 6, r: 4, fill: tint });
    case "ring": return svg("circle", { cx: 7, cy: 6, r: 3.6, fill: "none", stroke: tint, "stroke-width": 1.8 });
    case "bar": return svg("line", { ...upright, "stroke-width": 2 });
    case "up": return svg("path", { d: "M7 1.5L12 10.5H2Z", fill: tint });
    case "cross": return svg("path", { d: "M3 2L11 10M11 2L3 10", stroke: tint, "stroke-width": 2.2 });
    case "diamond": return svg("path", { d: "M7 1L12 6L7 11L2 6Z", fill: tint });
    default: return svg("rect", { x: 0, y: 1.5, width: 14, height: 9, rx: 1.5, fill: tint });
  }
}

// What a text on a ground of its own looks like: in the page's ground or its ink, whichever stands
// out more. A share mixes two colours.
function onGround(name, other, share = 1) {
  const style = getComputedStyle(document.documentElement);
  const channels = key => style.getPropertyValue(key).trim().match(/[\da-f]{2}/gi).map(pair => parseInt(pair, 16));
  const linear = v => (v <= 10 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
  const light = rgb => rgb.map(linear).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const tint = channels(name).map((v, i) => Math.round(other ? v * share + channels(other)[i] * (1 - share) : v));
  const contrast = key => {
    const own = light(channels(key)), under = light(tint);
    return (Math.max(own, under) + 0.05) / (Math.min(own, under) + 0.05);
  };
  const on = contrast("--ground") > contrast("--ink");
  return { class: on ? "cell on" : "cell strong", "data-ground": `rgb(${tint.join(", ")})` };
}

const SERIES = ["--s1", "--s2", "--s3", "--s4", "--s5", "--s6", "--s7", "--s8"];
const colour = name => `var(${name})`;
const seriesColour = i => colour(SERIES[i % SERIES.length]);
