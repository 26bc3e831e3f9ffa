// The run behind a live page: what its server tells, until it ends or another one is served here.
const isLive = document.body.dataset.live === "true";
let liveEnded = false;

// Whether there is more to come.
const goesOn = () => isLive && !liveEnded;

function followRun(show) {
  if (!isLive) return;
  const state = document.getElementById("live-state");
  const say = (text, kind) => {
    state.hidden = false;
    state.textContent = text;
    state.dataset.state = kind;
  };
  const calm = whenCalm(show);
  const source = new EventSource("events");
  let run = null, last = null;
  const end = text => {
    source.close();
    liveEnded = true;
    if (last) calm(last);
    say(text, "over");
  };
  source.addEventListener("open", () => say("● live", "on"));
  // Another run may have taken the port while this page lay open; whose it is comes first.
  source.addEventListener("run", event => {
    run ??= event.data;
    if (event.data !== run) end("another run is served here now: reload");
  });
  source.addEventListener("data", event => calm((last = JSON.parse(event.data))));
  source.addEventListener("trouble", event => end("the page has stopped: " + event.data));
  source.addEventListener("end", () => end("the run has ended"));
  source.addEventListener("error", () => !liveEnded && say("the run does not answer", "over"));
}

// Draws at once, but not while the pointer is pressed: a drag would be lost. Then what is pointed at
// is told anew.
function whenCalm(show) {
  let pressed = false, waiting = null, pointer = null;
  addEventListener("pointerdown", () => (pressed = true), true);
  addEventListener("pointermove", event => (pointer = event), true);
  const draw = data => {
    hideHint();
    show(data);
    const chart = pointer && document.elementFromPoint(pointer.clientX, pointer.clientY)?.closest("svg.chart");
    const { clientX, clientY } = pointer || {};
    chart?.dispatchEvent(new PointerEvent("pointermove", { clientX, clientY }));
  };
  const release = () => {
    pressed = false;
    if (waiting) draw(waiting);
    waiting = null;
  };
  addEventListener("pointerup", () => setTimeout(release));
  addEventListener("pointercancel", release);
  return data => {
    if (pressed) waiting = data;
    else draw(data);
  };
}
