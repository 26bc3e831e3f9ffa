// Tables in the page, and the same data as CSV.

// What stands at the right of its column: a number, perhaps with its spread or interval, of how many
// runs it is or a unit, a duration, a dash, and what others are compared with.
const UNSIGNED = /[\d.,]+(e[-−+]?\d+)?/.source;
const SPREAD = `( ± ${UNSIGNED}| \\([-−]?${UNSIGNED} to [-−]?${UNSIGNED}\\)| \\(n = \\d+\\))?`;
const FIGURES = new RegExp(
  `^(–|baseline|[-−+]?${UNSIGNED}${SPREAD}( \\(\\d+ of \\d+\\))?(\\s[%A-Za-z]+)?|(\\d+[dhm] )\\d+[hms])$`);

// Names of things that are numbers, which are not counted.
const ORDINALS = new Set(["client", "round", "seed", "tier"]);

function tableOf({ head, rows }, most = Infinity) {
  const figures = value => typeof value === "number" || FIGURES.test(String(value ?? DASH));
  const numeric = head.map((_, c) => rows.length > 0 && rows.every(row => figures(row[c])));
  const text = (value, c) => {
    if (value === null || value === undefined || Number.isNaN(value)) return DASH;
    return Number.isInteger(value) && !ORDINALS.has(head[c]) ? format.whole(value) : String(value);
  };
  const cell = (value, c) =>
    html("td", { class: numeric[c] ? "number" : null }, value instanceof Node ? value : text(value, c));
  const title = (name, c) => html("th", { scope: "col", class: numeric[c] ? "number" : null }, name);
  return html("table", {},
    rows.length > most && html("caption", {}, `The first ${most} of ${format.whole(rows.length)} rows; CSV has all.`),
    html("thead", {}, html("tr", {}, head.map(title))),
    html("tbody", {}, rows.slice(0, most).map(row => html("tr", {}, row.map(cell)))));
}

// What is wider than the page has spreads below their values, and if it is still too wide it can be
// scrolled, with the keyboard too.
function scrolling(name, content) {
  return html("div", { class: "table-scroll", "data-name": name + ", table" }, content);
}

function letKeysScroll() {
  document.querySelectorAll(".table-scroll[data-name]").forEach(box => {
    const tooWide = () => box.scrollWidth > box.clientWidth + 1;
    box.classList.remove("stacked");
    box.classList.toggle("stacked", tooWide());
    const wider = tooWide();
    for (const [name, value] of [["tabindex", "0"], ["role", "region"], ["aria-label", box.dataset.name]]) {
      if (wider) box.setAttribute(name, value);
      else box.removeAttribute(name);
    }
  });
}

addEventListener("resize", letKeysScroll);

// after local to after_local, virtual time to virtual_time.
const column = name => String(name).toLowerCase().replace(/[^\p{L}\d%]+/gu, "_").replace(/^_|_$/g, "") || "value";

function csvOf({ head, rows, csv }) {
  const cell = value => {
    const text = value === null || value === undefined || Number.isNaN(value) ? "" : String(value);
    return /[",\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
  };
  return [csv || head.map(column), ...rows].map(row => row.map(cell).join(",")).join("\n") + "\n";
}
