// Draws the page from its data; a live one draws anew with whatever its server sends.
const mainPart = document.getElementById("main");

function draw(data) {
  pageName = `${data.name || "comparison"}`.replace(/[^\w.-]+/g, "-");
  const pages = { compare: comparePage, run: runPage, none: () => [html("p", { class: "noscript" }, "The run is being prepared.")] };
  const content = pages[data.kind](data).filter(Boolean);
  const place = scrollY, focused = document.activeElement?.closest?.("figure")?.id;
  drawn.disconnect();
  mainPart.replaceChildren(...content);
  mainPart.querySelectorAll(".plot").forEach(plot => {
    plot.redraw();
    drawn.observe(plot);
  });
  document.getElementById("contents").replaceChildren(...[...mainPart.querySelectorAll("section")].map(one =>
    html("a", { href: "#" + one.id }, one.dataset.name)));
  scrollTo(0, place);
  if (focused) document.getElementById(focused)?.querySelector("svg.chart")?.focus({ preventScroll: true });
  document.documentElement.dataset.drawn = "true";
}

draw(JSON.parse(document.getElementById("data").textContent));

if (document.body.dataset.live === "true") {
  const state = document.getElementById("live-state");
  const say = (text, kind) => {
    state.hidden = false;
    state.textContent = text;
    state.dataset.state = kind;
  };
  const source = new EventSource("events");
  source.addEventListener("open", () => say("● live", "on"));
  source.addEventListener("data", event => draw(JSON.parse(event.data)));
  source.addEventListener("end", () => {
    source.close();
    say("the run has ended", "over");
  });
  source.addEventListener("error", () => say("the run does not answer", "over"));
}
