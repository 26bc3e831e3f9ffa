// Draws the page from its data; a live one draws anew with whatever its server sends.
const mainPart = document.getElementById("main");

const PAGES = {
  compare: comparePage,
  run: runPage,
  none: () => [html("p", { class: "noscript" }, "The run is being prepared.")],
};

function draw(data) {
  pageName = `${data.name || "comparison"}`.replace(/[^\w.-]+/g, "-");
  pageSource = sourceOf(data);
  const content = PAGES[data.kind](data).filter(Boolean);
  const again = placesOfReading();
  drawn.disconnect();
  mainPart.replaceChildren(...content);
  mainPart.querySelectorAll(".plot").forEach(plot => {
    plot.redraw();
    drawn.observe(plot);
  });
  const links = [...mainPart.querySelectorAll("section")].map(one => html("a", { href: "#" + one.id }, one.dataset.name));
  document.getElementById("contents").replaceChildren(...links);
  again();
  letKeysScroll();
  document.documentElement.dataset.drawn = "true";
}

// What a drawing that is saved from here is of.
function sourceOf(data) {
  if (data.kind !== "run") return `${data.name || "Comparison"}, drawn by FedLoRA`;
  const print = data.proof.fingerprint ? `, fingerprint ${data.proof.fingerprint}` : ", not ended";
  return `Run ${data.name}, method ${data.method}, seed ${data.seed}${print}; drawn by FedLoRA`;
}

const FOCUSABLE = "button, a, summary, svg.chart, [tabindex]";

// Remembers where the reader has scrolled to, and what has the focus; gives what goes back there.
function placesOfReading() {
  const top = scrollY, focused = document.activeElement, root = focused?.closest?.("main [id]");
  const place = root && [root, ...root.querySelectorAll(FOCUSABLE)].indexOf(focused);
  const scrolled = [...mainPart.querySelectorAll("figure[id] .data-view, figure[id] .table-scroll")]
    .map(box => ({ id: box.closest("figure").id, kind: box.classList[0], top: box.scrollTop, left: box.scrollLeft }));
  return () => {
    for (const { id, kind, ...to } of scrolled) {
      document.querySelector(`#${id} .${kind}`)?.scrollTo({ ...to, behavior: "instant" });
    }
    scrollTo({ top, behavior: "instant" });
    const now = root && document.getElementById(root.id);
    if (now) [now, ...now.querySelectorAll(FOCUSABLE)][place]?.focus({ preventScroll: true });
  };
}

draw(JSON.parse(document.getElementById("data").textContent));
followRun(draw);
