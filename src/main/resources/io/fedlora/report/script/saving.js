// Files that are taken along: the data of a chart, and the chart as a drawing of its own.

// What a saved drawing is of: run, seed and fingerprint.
let pageSource = "";

function save(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = html("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

function saveCsv(id, data) {
  save(`${pageName}-${id}.csv`, "text/csv;charset=utf-8", csvOf(data));
}

function saveSvg(id, title, chart, legend) {
  const { width, height } = chart.viewBox.baseVal;
  const above = titleAbove(title, width), below = legendBelow(legend, width, height);
  chart.append(above.element, below.element);
  const text = standalone(chart, title, {
    x: -PAD, y: -above.tall - PAD, width: width + 2 * PAD, height: above.tall + below.bottom + 2 * PAD,
  });
  above.element.remove();
  below.element.remove();
  save(`${pageName}-${id}.svg`, "image/svg+xml", text);
}

const PAD = 8;

// In as many lines as the chart is wide.
function titleAbove(title, width) {
  const lines = [];
  for (const word of title.split(" ")) {
    const longer = lines.length ? lines.at(-1) + " " + word : word;
    if (lines.length && wide(longer, 600) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const tall = lines.length * 17 + 8;
  return {
    tall,
    element: svg("g", {}, lines.map((line, i) => svg("text", { class: "title", x: 0, y: 12 + i * 17 - tall }, line))),
  };
}

// The page has the legend above the chart; a chart that is saved has it below.
function legendBelow(legend, width, tall) {
  let x = 0, y = tall + 8;
  const items = legend.map(item => {
    const size = 20 + wide(item.name) + 18;
    if (x > 0 && x + size - 18 > width) [x, y] = [0, y + 19];
    x += size;
    const place = `translate(${x - size} ${y})`;
    return svg("g", { transform: place }, sign(item), svg("text", { x: 20, y: 10 }, item.name));
  });
  return { element: svg("g", {}, items), bottom: items.length ? y + 14 : tall };
}

const KEPT = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "stroke-linecap",
  "opacity", "font-size", "font-weight", "paint-order", "visibility"];

// What shows where the reader is, and no data.
const PASSING = ".select, .window, .cross, .veil";

// The chart as a file of its own: every style written out, as drawing programs want it.
function standalone(chart, title, box) {
  const copy = chart.cloneNode(true);
  const from = [chart, ...chart.querySelectorAll("*")], to = [copy, ...copy.querySelectorAll("*")];
  from.forEach((element, i) => {
    const style = getComputedStyle(element);
    for (const name of KEPT) to[i].setAttribute(name, plainColour(style.getPropertyValue(name)));
    to[i].removeAttribute("style");
  });
  copy.querySelectorAll(PASSING).forEach(element => element.remove());
  to.forEach(element => element.removeAttribute("class"));
  for (const name of ["tabindex", "role", "aria-roledescription", "aria-label", "id"]) copy.removeAttribute(name);
  fill(copy, {
    xmlns: SPACE, "font-family": "Helvetica, Arial, sans-serif", role: "img",
    viewBox: `${box.x} ${box.y} ${box.width} ${box.height}`, width: box.width, height: box.height,
  }, []);
  const ground = getComputedStyle(document.body).backgroundColor;
  copy.prepend(svg("title", {}, title), svg("desc", {}, pageSource), svg("rect", { ...box, fill: ground }));
  return '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(copy) + "\n";
}

function plainColour(text) {
  return text.replace(/color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.e-]+))?\)/g, (_, r, g, b, a) =>
    `rgba(${[r, g, b].map(v => Math.round(255 * v)).join(", ")}, ${a ?? 1})`);
}
