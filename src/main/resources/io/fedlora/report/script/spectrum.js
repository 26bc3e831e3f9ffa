// Singular values of the updates that clients ended with, a panel a linear.

function linearName(key) {
  const parts = key.split(".");
  return parts[0] === "layer" && parts.length === 3 ? `layer ${parts[1]}, ${parts[2]}` : key;
}

function spectrumFigure(run) {
  const ranks = run.ranks, floor = -4;
  const relative = (value, largest) => (largest > 0 && value > 0 ? Math.max(floor, Math.log10(value / largest)) : floor);
  const low = ranks.rank - ranks.privateRank, high = ranks.rank + ranks.privateRank;
  const longest = Math.max(1, ...ranks.whole.flat().map(v => v.length), ...ranks.common.map(v => v.length));
  const panelHeight = 190, gap = 26;
  const across = width => Math.max(1, Math.min(ranks.linears.length, Math.floor(width / 250), 4));
  const twoLevel = ranks.privateRank > 0;
  return figure({
    id: "spectra", title: "Singular values of each adapted linear, as shares of the largest", wide: true,
    note: (twoLevel ? `Adding a private DC of rank ${ranks.privateRank} to the common BA of rank ${ranks.rank} can bring a client anywhere in [${low},\u00a0${high}] (shaded). ` : "")
      + "What lies under the dashed line, a hundredth of the largest, does not count towards the rank."
      + (ranks.clients.length < ranks.of ? ` ${ranks.clients.length} of ${format.whole(ranks.of)} clients are drawn.` : ""),
    legend: [
      ranks.common.some(v => v.length) && { name: "BA, common", colour: colour("--s2"), shape: "line" },
      { name: twoLevel ? "BA + DC, each client" : "each client", colour: colour("--work"), shape: "line" },
    ].filter(Boolean),
    height: width => Math.ceil(ranks.linears.length / across(width)) * (panelHeight + gap),
    table: () => ({
      head: ["linear", "client", ...Array.from({ length: longest }, (_, i) => "s" + (i + 1))],
      rows: ranks.linears.flatMap((linear, l) => [
        [linear, "common", ...ranks.common[l]],
        ...ranks.clients.map((client, c) => [linear, client, ...ranks.whole[c][l]]),
      ]),
    }),
    draw(chart, width) {
      const columns = across(width), step = (width + 28) / columns;
      ranks.linears.forEach((linear, l) => {
        const left = (l % columns) * step + 38, y = Math.floor(l / columns) * (panelHeight + gap);
        const box = { left, right: (l % columns) * step + step - 28, top: y + 24, bottom: y + panelHeight - 14 };
        const sx = scale(0.5, longest + 0.5, box.left, box.right), sy = scale(floor, 0, box.bottom, box.top);
        if (twoLevel) chart.append(svg("rect", { class: "band", x: sx(low - 0.5 + 0.5), y: box.top, width: Math.max(1, Math.min(box.right, sx(high + 0.5)) - sx(low)), height: box.bottom - box.top }));
        chart.append(svg("g", { class: "grid" }, [0, -1, -3, -4].map(v => svg("line", { x1: box.left, x2: box.right, y1: sy(v), y2: sy(v) }))));
        chart.append(svg("line", { class: "reference", x1: box.left, x2: box.right, y1: sy(-2), y2: sy(-2) }));
        [0, -2, -4].forEach(v => chart.append(svg("text", { x: box.left - 6, y: sy(v) + 4, "text-anchor": "end" }, v === 0 ? "1" : v === -4 ? "≤10⁻⁴" : "10⁻²")));
        chart.append(svg("text", { class: "title", x: box.left, y: y + 12 }, linearName(linear)));
        chart.append(axisBelow(sx, wholeTicks(1, longest, (box.right - box.left) / 26), String, box.bottom, width));
        ranks.clients.forEach((_, c) => path(chart, ranks.whole[c][l], sx, sy, colour("--work"), ranks.clients.length > 16 ? 0.22 : 0.5, 1.4));
        path(chart, ranks.common[l], sx, sy, colour("--s2"), 1, 2.4);
      });
      readable(chart, ranks.linears.length,
        place => { const i = Math.floor(place.y / (panelHeight + gap)) * columns + Math.floor(place.x / step); return place.x >= 0 && i >= 0 && i < ranks.linears.length ? i : -1; },
        i => {
          const reached = ranks.clients.map((_, c) => ranks.reached[c][i]);
          return { x: (i % columns) * step + 38, top: Math.floor(i / columns) * (panelHeight + gap) + 24, bottom: Math.floor(i / columns) * (panelHeight + gap) + panelHeight - 14,
            heading: linearName(ranks.linears[i]), lines: [`rank reached: ${Math.min(...reached)} to ${Math.max(...reached)}`, twoLevel ? `possible: ${low} to ${high}` : `possible: up to ${ranks.rank}`] };
        });
    },
  });
  function path(chart, values, sx, sy, stroke, opacity, weight) {
    if (!values.length || !(values[0] > 0)) return;
    const d = values.map((v, i) => `${sx(i + 1).toFixed(1)} ${sy(relative(v, values[0])).toFixed(1)}`).join("L");
    chart.append(svg("path", { class: "line", d: "M" + d, stroke, opacity, style: `stroke-width:${weight}` }));
    if (opacity === 1) values.forEach((v, i) => chart.append(svg("circle", { cx: sx(i + 1), cy: sy(relative(v, values[0])), r: 3, fill: stroke })));
  }
}

function reachedFigure(run) {
  const ranks = run.ranks, common = ranks.common.some(values => values.length);
  const low = Math.max(0, ranks.rank - ranks.privateRank), high = ranks.rank + ranks.privateRank;
  return matrixFigure({
    id: "ranks", title: "Rank that each client really reached, by linear",
    note: ranks.privateRank ? `Singular values of BA + DC above a hundredth of the largest. Where BA reaches its rank ${ranks.rank}, a client lies in [${low},\u00a0${high}]; where BA falls short, it may lie below.` : "Singular values of the client's update above a hundredth of the largest.",
    rows: [...(common ? ["BA"] : []), ...ranks.clients.map(String)], columns: ranks.linears.map(linearName), upright: true,
    values: [...(common ? [ranks.commonReached] : []), ...ranks.reached], marked: common ? 0 : undefined, rowName: "client", columnName: "linear", print: v => String(v),
    low: 0, high: Math.max(high, ...ranks.reached.flat()),
  });
}
