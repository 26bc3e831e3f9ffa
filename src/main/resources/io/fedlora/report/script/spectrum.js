// Singular values of the updates that clients ended with, a panel a linear.

function linearName(key) {
  const parts = key.split(".");
  return parts[0] === "layer" && parts.length === 3 ? `layer ${parts[1]}, ${parts[2]}` : key;
}

// Values are drawn as shares of the largest, down to this power of ten.
const FLOOR = -4, PANEL = 206, PANEL_GAP = 30;

// So many lines can each have a name.
const FEW_LINES = 6;

function spectrumFigure(run) {
  const { ranks } = run, twoLevel = ranks.privateRank > 0;
  const low = Math.max(0, ranks.rank - ranks.privateRank), high = ranks.rank + ranks.privateRank;
  const across = width => Math.max(1, Math.min(ranks.linears.length, Math.floor(width / 250), 4));
  const longest = Math.max(1, ...ranks.whole.flat().map(v => v.length), ...ranks.common.map(v => v.length));
  const plan = { ranks, twoLevel, low, high, longest };
  return figure({
    id: "spectra", title: "Singular values of each adapted linear, as shares of the largest", wide: true, clients: true,
    note: spectrumNote(plan),
    legend: [
      ranks.common.some(v => v.length) && { name: "BA, common", colour: colour("--s2"), shape: "line" },
      { name: twoLevel ? "BA + DC, each client" : "each client", colour: colour("--work"), shape: "line" },
      { name: "a hundredth of the largest", colour: colour("--faint"), shape: "dash" },
    ].filter(Boolean),
    height: width => Math.ceil(ranks.linears.length / across(width)) * (PANEL + PANEL_GAP),
    table: () => ({
      head: ["linear", "client", ...Array.from({ length: longest }, (_, i) => "s" + (i + 1))],
      rows: ranks.linears.flatMap((linear, l) => [
        [linear, "common", ...ranks.common[l]],
        ...ranks.clients.map((client, c) => [linear, client, ...ranks.whole[c][l]]),
      ]),
    }),
    draw(chart, width) {
      const columns = across(width), step = (width + 28) / columns;
      const panels = ranks.linears.map((_, l) => {
        const x = (l % columns) * step, y = Math.floor(l / columns) * (PANEL + PANEL_GAP);
        return spectrumPanel(chart, plan, l, x, y, step, width);
      });
      readSpectra(chart, plan, panels);
    },
  });
}

function spectrumNote({ ranks, twoLevel, low, high }) {
  const reach = `Adding a private DC of rank ${ranks.privateRank} to the common BA of rank ${ranks.rank} ` +
    `can bring a client anywhere in [${low},\u00a0${high}] (shaded). `;
  const some = ` ${ranks.clients.length} of ${format.whole(ranks.of)} clients are drawn.`;
  return (twoLevel ? reach : "") +
    "What lies under the dashed line, a hundredth of the largest, does not count towards the rank." +
    (ranks.clients.length < ranks.of ? some : "");
}

// One panel and its lines: { box, lines: [{ name, client, values, path }] }.
function spectrumPanel(chart, { ranks, twoLevel, low, high, longest }, l, x, y, step, width) {
  const few = ranks.clients.length <= FEW_LINES, room = few ? 26 : 0;
  const box = { left: x + 46, right: x + step - 28 - room, top: y + 24, bottom: y + PANEL - 30 };
  const sx = scale(0.5, longest + 0.5, box.left, box.right), sy = scale(FLOOR, 0, box.bottom, box.top);
  const within = v => Math.max(box.left, Math.min(box.right, sx(v)));
  if (twoLevel) {
    const from = within(low - 0.5), size = Math.max(1, within(high + 0.5) - from);
    chart.append(svg("rect", { class: "band", x: from, y: box.top, width: size, height: box.bottom - box.top }));
  }
  const level = v => svg("line", { x1: box.left, x2: box.right, y1: sy(v), y2: sy(v) });
  const mark = (v, text) => svg("text", { x: box.left - 6, y: sy(v) + 4, "text-anchor": "end" }, text);
  chart.append(
    svg("g", { class: "grid" }, [0, -1, -3, -4].map(level)), fill(level(-2), { class: "reference" }, []),
    mark(0, "1"), mark(-2, "0.01"), mark(FLOOR, "≤1e−4"),
    svg("text", { class: "title", x: box.left, y: y + 12 }, linearName(ranks.linears[l])),
    axisBelow(sx, wholeTicks(1, longest, (box.right - box.left) / 26), String, box.bottom, width),
    axisName("number of the singular value", box.right, box.bottom + 30, "end"));
  const opacity = few ? 0.8 : ranks.clients.length > 16 ? 0.22 : 0.5;
  const lines = ranks.clients.map((client, c) => {
    const followed = client === choice.client;
    return {
      name: "client " + client, short: String(client), client, values: ranks.whole[c][l],
      tint: colour(followed ? "--chosen" : "--work"), opacity: followed ? 1 : opacity, weight: followed ? 2.4 : 1.4,
    };
  });
  const strong = { tint: colour("--s2"), opacity: 1, weight: 2.4 };
  const common = { name: "BA, common", short: "BA", values: ranks.common[l], ...strong };
  const drawn = [...lines, common].filter(one => one.values.length && one.values[0] > 0);
  drawn.forEach(one => spectrumLine(chart, one, sx, sy));
  if (few) spectrumLabels(chart, drawn, box);
  return { box, sx, sy, lines: drawn, frame: { left: x, right: x + step, top: y, bottom: y + PANEL + PANEL_GAP } };
}

const relative = (value, largest) =>
  largest > 0 && value > 0 ? Math.max(FLOOR, Math.log10(value / largest)) : FLOOR;

function spectrumLine(chart, one, sx, sy) {
  one.points = one.values.map((v, i) => ({ x: sx(i + 1), y: sy(relative(v, one.values[0])) }));
  const d = "M" + one.points.map(p => `${p.x.toFixed(1)} ${p.y.toFixed(1)}`).join("L");
  one.path = svg("path", {
    class: "line", d, stroke: one.tint, opacity: one.opacity, style: `stroke-width:${one.weight}`,
  });
  chart.append(one.path);
  if (one.client === undefined) {
    chart.append(svg("g", { fill: one.tint }, one.points.map(p => svg("circle", { cx: p.x, cy: p.y, r: 3 }))));
  }
}

function spectrumLabels(chart, lines, box) {
  const ends = lines.map(one => one.points.at(-1)), ys = apart(ends.map(p => p.y), 13, box.top, box.bottom);
  lines.forEach((one, i) => chart.append(svg("text", {
    class: "halo", x: ends[i].x + 6, y: ys[i] + 4, style: `fill:${one.tint};font-weight:600`,
  }, one.short)));
}

// The panel at the pointer, and the line nearest to it.
function readSpectra(chart, { ranks, twoLevel, low, high }, panels) {
  let pointer = null, near = null;
  const nearest = panel => {
    const away = one => Math.min(...one.points.map(p => Math.hypot(p.x - pointer.x, p.y - pointer.y)));
    const best = panel.lines.map(one => ({ one, far: away(one) })).sort((a, b) => a.far - b.far)[0];
    return best && best.far < 18 ? best.one : null;
  };
  const lift = one => {
    near?.path.classList.remove("near");
    near = one;
    near?.path.classList.add("near");
  };
  const find = place => {
    pointer = place;
    const i = panels.findIndex(({ frame }) =>
      place.x >= frame.left && place.x < frame.right && place.y >= frame.top && place.y < frame.bottom);
    lift(i >= 0 ? nearest(panels[i]) : null);
    return i;
  };
  readable(chart, panels.length, find, i => {
    const reached = ranks.reached.map(row => row[i]), { box } = panels[i];
    const c = near ? ranks.clients.indexOf(near.client) : -1;
    const own = c >= 0 ? ranks.reached[c][i] : ranks.commonReached[i];
    return {
      x: box.left, top: box.top, bottom: box.bottom, heading: linearName(ranks.linears[i]),
      lines: [
        near && `${near.name}: rank ${own}, largest value ${format.small(near.values[0])}`,
        `rank reached: ${Math.min(...reached)} to ${Math.max(...reached)}`,
        twoLevel ? `possible: ${low} to ${high}` : `possible: up to ${ranks.rank}`,
      ].filter(Boolean),
    };
  });
  chart.addEventListener("pointerleave", () => lift(null));
  chart.addEventListener("click", () => near?.client !== undefined && chooseClient(near.client));
}

function reachedFigure(run) {
  const { ranks } = run, common = ranks.common.some(values => values.length);
  const low = Math.max(0, ranks.rank - ranks.privateRank), high = ranks.rank + ranks.privateRank;
  return matrixFigure({
    id: "ranks", title: "Rank that each client really reached, by linear",
    note: ranks.privateRank
      ? `Singular values of BA + DC above a hundredth of the largest. Where BA reaches its rank ${ranks.rank}, ` +
        `a client lies in [${low},\u00a0${high}]; where BA falls short, it may lie below.`
      : "Singular values of the client's update above a hundredth of the largest.",
    rows: [...(common ? ["BA"] : []), ...ranks.clients.map(String)], columns: ranks.linears.map(linearName),
    clients: [...(common ? [null] : []), ...ranks.clients], upright: true,
    values: [...(common ? [ranks.commonReached] : []), ...ranks.reached], marked: common ? 0 : undefined,
    rowName: "client", columnName: "linear", print: v => String(v),
    low: 0, high: Math.max(high, ...ranks.reached.flat()),
  });
}
