// What pages are put together from.

function section(id, name, sentence, ...content) {
  return html("section", { id, "aria-labelledby": id + "-name", "data-name": name },
    html("h2", { id: id + "-name" }, name), sentence && html("p", {}, unbroken(sentence)), content);
}

function columnsOf(name, ...content) {
  return html("div", { class: "grid " + name }, content);
}

function tile(name, value, note) {
  return html("div", { class: "tile" },
    html("dt", {}, name),
    html("dd", {}, html("span", { class: "value" }, value), html("span", { class: "note" }, note || "")));
}

// What stays open while a live page is drawn anew.
function details(id, name, ...content) {
  const state = kept("details " + id, () => ({ open: false }));
  const whole = html("details", { id, open: state.open }, html("summary", {}, name), content);
  whole.addEventListener("toggle", () => (state.open = whole.open));
  return whole;
}

// A table with a heading, and its data as CSV where it is given.
function tableFigure({ id, title, quiet, wide: across, plain, data, content }) {
  const tools = data && html("div", { class: "tools" }, html("button", {
    type: "button", title: "Save the data as CSV", "aria-label": "CSV: save " + title,
    onclick: () => saveCsv(id, data()),
  }, "CSV"));
  const heading = html("h3", { class: quiet ? "sr-only" : null }, title);
  return html("figure", { class: across ? "wide" : plain ? "plain" : null, id: "figure-" + id },
    html("figcaption", {}, html("div", { class: "caption-row" }, heading, tools)),
    scrolling(title, content));
}
