// Lines over virtual time, rounds or bytes.

/*
 * series      [{ name, colour, points: [[x, y]], spread: [[x, low, high]], thin, quiet, plain, mute, dashed }], or a function that gives them;
 *             a quiet one has no label, a plain one no dots; a mute one is grey and tells its name when pointed at
 * x           a key of xKinds; xName: what the axis is called
 * y           formats a value; yName
 * references  [{ y, name }]
 */
function lineFigure({ id, title, note, series, x, xName, y, yName, low, high, references = [], height = 280, across, legend, xEnd, yTicks = ticks }) {
  const all = typeof series === "function" ? series : () => series;
  const present = () => all().filter(one => one.points.some(p => isNumber(p[1])));
  const kind = xKinds[x];
  return figure({
    id, title, note, legend, wide: across,
    height: width => Math.round(Math.max(200, Math.min(height, width * 0.7))),
    summary: () => present().filter(one => !one.quiet && !one.mute).map(one => {
      const last = one.points.filter(p => isNumber(p[1])).at(-1);
      return `${one.name}: ${y(last[1])} at ${kind.text(last[0])}`;
    }).join("; "),
    table: () => ({
      head: ["series", xName || kind.name, yName || "value", "low", "high"],
      rows: all().flatMap(one => one.points.map((p, i) => [one.name, p[0], p[1], one.spread?.[i]?.[1], one.spread?.[i]?.[2]])),
    }),
    draw(chart, width, tall) {
      const shown = present(), labels = shown.filter(one => !one.quiet && !one.unlabelled && !one.mute);
      const room = labels.length ? Math.min(width * 0.34, 12 + Math.max(...labels.map(one => wide(one.name)))) : 12;
      const values = shown.flatMap(one => [...one.points.map(p => p[1]), ...(one.spread || []).flatMap(p => [p[1], p[2]])]).filter(isNumber);
      if (!values.length) return void chart.append(svg("text", { x: 0, y: 20 }, "Nothing to show yet."));
      let bottom = low ?? Math.min(...values), top = high ?? Math.max(...values, ...references.map(r => r.y));
      if (low === undefined) bottom = Math.min(bottom, ...references.map(r => r.y));
      if (top === bottom) top = bottom + (Math.abs(bottom) || 1);
      const many = Math.max(3, tall / 60), grain = yTicks(bottom, top, many), pace = grain.length > 1 ? grain[1] - grain[0] : top - bottom;
      if (high === undefined) top = Math.ceil(top / pace - 1e-9) * pace;
      if (low === undefined) bottom = Math.floor(bottom / pace + 1e-9) * pace;
      const marks = steps(bottom, top, pace);
      const box = { left: Math.max(30, 12 + Math.max(...marks.map(v => wide(y(v))))), right: width - room, top: 22, bottom: tall - 36 };
      const xs = shown.flatMap(one => one.points.map(p => p[0]));
      const first = x === "round" ? Math.min(...xs) : 0, last = Math.max(xEnd || 0, ...xs);
      const sx = scale(first, last > first ? last : first + 1, box.left, box.right), sy = scale(bottom, top, box.bottom, box.top);
      chart.append(...axisLeft(sy, marks, y, box.left, box.right));
      chart.append(axisBelow(sx, kind.ticks(first, last, (box.right - box.left) / 80), kind.text, box.bottom, width));
      chart.append(axisName(yName, 0, 11), axisName(xName || kind.name, box.right, tall - 3, "end"));
      for (const reference of references) {
        chart.append(svg("line", { class: "reference", x1: box.left, x2: box.right, y1: sy(reference.y), y2: sy(reference.y) }));
        chart.append(svg("text", { class: "halo", x: box.right - 4, y: sy(reference.y) + 15, "text-anchor": "end" }, reference.name));
      }
      for (const one of shown) {
        if (one.spread?.length) {
          const there = one.spread.filter(p => isNumber(p[1]) && isNumber(p[2]));
          const upper = there.map(p => `${sx(p[0]).toFixed(1)} ${sy(p[2]).toFixed(1)}`), lower = there.map(p => `${sx(p[0]).toFixed(1)} ${sy(p[1]).toFixed(1)}`).reverse();
          if (there.length) chart.append(svg("path", { class: "spread", fill: one.colour, d: "M" + [...upper, ...lower].join("L") + "Z" }));
        }
      }
      for (const one of shown) {
        const there = one.points.filter(p => isNumber(p[1]));
        const path = there.map(p => `${sx(p[0]).toFixed(1)} ${sy(p[1]).toFixed(1)}`);
        chart.append(svg("path", { class: one.mute ? "line mute" : one.thin ? "line thin" : "line", stroke: one.colour, "stroke-dasharray": one.dashed ? "6 4" : null, d: "M" + (path.length > 1 ? path.join("L") : path[0] + "h0.01") }));
        if (!one.thin && !one.mute && !one.plain && there.length <= 40) chart.append(svg("g", { fill: one.colour }, there.map(p => svg("circle", { cx: sx(p[0]), cy: sy(p[1]), r: 2.6 }))));
      }
      const ends = labels.map(one => one.points.filter(p => isNumber(p[1])).at(-1));
      const ys = apart(ends.map(p => sy(p[1])), 14, box.top, box.bottom);
      labels.forEach((one, i) => chart.append(svg("text", {
        class: "halo", x: Math.min(sx(ends[i][0]) + 7, box.right + 7), y: ys[i] + 4, style: `fill:${one.colour};font-weight:600`,
      }, one.name.length * 6.4 > room ? one.name.slice(0, Math.floor(room / 6.4) - 1) + "…" : one.name)));
      const places = [...new Set(shown.flatMap(one => one.points.filter(p => isNumber(p[1])).map(p => p[0])))].sort((a, b) => a - b);
      let pointer = null;
      const nearest = x => shown.filter(one => one.mute && pointer).map(one => ({ one, p: one.points.find(q => q[0] === x) }))
        .filter(({ p }) => p && isNumber(p[1]) && Math.abs(sy(p[1]) - pointer.y) < 9).sort((a, b) => Math.abs(sy(a.p[1]) - pointer.y) - Math.abs(sy(b.p[1]) - pointer.y)).slice(0, 2);
      readable(chart, places.length,
        place => {
          pointer = place;
          if (place.x < box.left - 10 || place.x > box.right + 10) return -1;
          let best = 0;
          places.forEach((v, i) => { if (Math.abs(sx(v) - place.x) < Math.abs(sx(places[best]) - place.x)) best = i; });
          return best;
        },
        i => ({
          x: sx(places[i]), top: box.top, bottom: box.bottom, heading: (xName || kind.name) + " " + kind.text(places[i]),
          lines: [
            ...shown.filter(one => !one.mute).flatMap(one => {
              const p = one.points.find(q => q[0] === places[i]);
              return p && isNumber(p[1]) ? [one.name + " " + y(p[1])] : [];
            }).slice(0, 14),
            ...nearest(places[i]).map(({ one, p }) => one.name + " " + y(p[1])),
          ],
        }));
    },
  });
}
