// The one hint of the page, and what is spoken to those who do not see it.
const hintBox = document.getElementById("hint");
const spoken = document.getElementById("spoken");

function showHint(event, heading, lines) {
  hintBox.replaceChildren(html("b", {}, heading), lines.length ? "\n" + lines.join("\n") : "");
  hintBox.hidden = false;
  const box = hintBox.getBoundingClientRect();
  const beside = (at, size, room) => (at + 14 + size > room ? at - 14 - size : at + 14);
  const x = beside(event.clientX, box.width, innerWidth), y = beside(event.clientY, box.height, innerHeight);
  hintBox.style.left = Math.max(4, x) + "px";
  hintBox.style.top = Math.max(4, y) + "px";
}

function hideHint() {
  hintBox.hidden = true;
}

function speak(text) {
  spoken.textContent = text;
}

// A place in an SVG's own units as an event would give it.
function placeOn(chart, x, y) {
  const box = chart.getBoundingClientRect(), view = chart.viewBox.baseVal;
  return { clientX: box.left + (x / view.width) * box.width, clientY: box.top + (y / view.height) * box.height };
}

// Gives the pointer's place inside an SVG in its own units.
function placeIn(chart, event) {
  const box = chart.getBoundingClientRect();
  const view = chart.viewBox.baseVal;
  return {
    x: ((event.clientX - box.left) / box.width) * view.width,
    y: ((event.clientY - box.top) / box.height) * view.height,
  };
}

// Lets a chart of things along x be read with pointer and arrow keys. `find` gives the thing's
// number nearest to a place; `tell` its place, heading and lines.
function readable(chart, count, find, tell) {
  const cross = svg("line", { class: "cross", y1: 0, y2: 0, visibility: "hidden" });
  chart.append(cross);
  let at = -1;
  const show = (i, event) => {
    at = i;
    const { x, top, bottom, heading, lines } = tell(i);
    fill(cross, { x1: x, x2: x, y1: top, y2: bottom, visibility: "visible" }, []);
    showHint(event || placeOn(chart, x, 20), heading, lines);
    if (!event) speak(heading + ". " + lines.join(". "));
  };
  const hide = () => {
    cross.setAttribute("visibility", "hidden");
    hideHint();
  };
  chart.addEventListener("pointermove", event => {
    const i = find(placeIn(chart, event));
    if (i >= 0) show(i, event);
    else hide();
  });
  chart.addEventListener("pointerleave", hide);
  chart.addEventListener("blur", hide);
  chart.addEventListener("keydown", event => {
    const move = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
    if (event.key === "Escape") hide();
    if (move === undefined || !count) return;
    event.preventDefault();
    show(Math.max(0, Math.min(count - 1, at + move)));
  });
}
