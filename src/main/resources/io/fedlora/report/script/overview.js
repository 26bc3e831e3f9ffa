// How many of all clients were doing what; here too the window is chosen.

const ABSENT = { key: "away", name: "away", colour: "--away" };

// From below upwards.
const LAYERS = [STATES[1], STATES[0], STATES[2], ABSENT];

function overviewFigure(time, view, margins) {
  const a = time.activity;
  const busy = a.work.map((_, i) => LAYERS.reduce((sum, { key }) => sum + a[key][i], 0));
  return figure({
    id: "activity",
    title: `What ${allOf(time.of, "client")} ${time.of === 1 ? "was" : "were"} doing`,
    note: [
      "Mean number of clients in each state; the rest are idle.",
      html("span", { class: "how-to" }, " Drag across it to choose a window for the lanes below."),
    ],
    legend: [...STATES, ABSENT].filter(({ key }) => a[key].some(v => v > 0))
      .map(({ name, colour: tint }) => ({ name, colour: colour(tint) })),
    height: 130, wide: true,
    summary: "stacked areas of downloading, training, uploading and away clients over virtual time",
    table: () => activityTable(time),
    draw(chart, width, tall) {
      const marks = overviewMarks(Math.max(...busy), time.of);
      const box = { ...margins(width), top: 8, bottom: tall - 24 };
      const sx = scale(0, time.end, box.left, box.right), sy = scale(0, marks.at(-1), box.bottom, box.top);
      chart.append(...axisLeft(sy, marks, format.whole, box.left, box.right));
      drawLayers(chart, time, sx, sy, marks.at(-1));
      const times = timeTicks(0, time.end, (box.right - box.left) / 75);
      chart.append(axisBelow(sx, times, xKinds.time.text, box.bottom, width));
      drawWindow(chart, view, box, sx);
      selectable(chart, box, sx.back, view);
      readOverview(chart, time, busy, sx, box);
    },
  });
}

// Up to all clients, or to the most that were ever busy where these are few.
function overviewMarks(most, of) {
  if (most > of / 2 || of <= 4) return of % 2 ? [0, of] : [0, of / 2, of];
  const step = wholeTicks(0, Math.max(1, Math.ceil(most)), 2)[1] || 1;
  return steps(0, Math.ceil(most / step - 1e-9) * step, step);
}

function activityTable({ activity: a, end }) {
  const names = ["download", "training", "upload", "away"];
  return {
    head: ["seconds", ...names], csv: ["virtual_time_s", ...names.map(name => name + "_clients")],
    rows: a.work.map((_, i) => [((i + 0.5) * end) / a.bins, a.download[i], a.work[i], a.upload[i], a.away[i]]),
  };
}

function drawLayers(chart, { activity: a, end }, sx, sy, most) {
  const base = new Array(a.bins).fill(0), edge = i => sx((i * end) / a.bins).toFixed(1);
  for (const { key, colour: tint } of LAYERS) {
    let upper = "", lower = "";
    for (let i = 0; i < a.bins; i++) {
      const from = edge(i), to = edge(i + 1), under = sy(base[i]).toFixed(1);
      lower = `L${to} ${under}L${from} ${under}` + lower;
      base[i] = Math.min(most, base[i] + a[key][i]);
      const over = sy(base[i]).toFixed(1);
      upper += `${i ? "L" : "M"}${from} ${over}L${to} ${over}`;
    }
    chart.append(svg("path", { d: upper + lower + "Z", fill: colour(tint) }));
  }
}

function drawWindow(chart, view, box, sx) {
  if (view.whole()) return;
  const from = sx(view.from), to = sx(view.to), place = { y: box.top, height: box.bottom - box.top };
  chart.append(
    svg("rect", { class: "veil", x: box.left, width: Math.max(0, from - box.left), ...place }),
    svg("rect", { class: "veil", x: to, width: Math.max(0, box.right - to), ...place }),
    svg("rect", { class: "window", x: from, width: Math.max(2, to - from), ...place }));
}

function readOverview(chart, { activity: a, end, of }, busy, sx, box) {
  const find = place => {
    const i = Math.floor((sx.back(place.x) / end) * a.bins);
    return i >= 0 && i < a.bins ? i : -1;
  };
  const doing = { work: "training", download: "downloading", upload: "uploading", away: "away" };
  readable(chart, a.bins, find, i => {
    const at = ((i + 0.5) * end) / a.bins;
    return {
      x: sx(at), top: box.top, bottom: box.bottom, heading: "about " + format.seconds(at),
      lines: [
        ...Object.entries(doing).map(([key, words]) => `${format.small(a[key][i])} ${words}`),
        `${format.small(Math.max(0, of - busy[i]))} idle`,
      ],
    };
  });
}
