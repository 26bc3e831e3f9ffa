// Counts of values.

// Bars in columns: names below them, marks at the left, and what is read from them.
/*
 * bars  [{ name, parts: [{ count, fill }] }] from below upwards
 * most  the greatest width of a column
 * over  whether sums stand above their bars
 */
function columns(chart, width, tall, { bars, most, over, xName, yName, tell }) {
  const sums = bars.map(bar => bar.parts.reduce((sum, part) => sum + part.count, 0)), top = Math.max(1, ...sums);
  const marks = wholeTicks(0, top, 4);
  const box = { left: 14 + widest(marks.map(format.whole)), right: width - 4, top: over ? 30 : 22, bottom: tall - 36 };
  const sy = scale(0, top, box.bottom, box.top);
  const step = Math.min(most, (box.right - box.left) / Math.max(1, bars.length));
  chart.append(...axisLeft(sy, marks, format.whole, box.left, box.right));
  const every = Math.max(1, Math.ceil((widest(bars.map(bar => bar.name)) + 7) / step));
  bars.forEach((bar, i) => {
    const x = box.left + i * step, mid = x + step / 2;
    let sum = 0;
    for (const { count, fill: tint } of bar.parts.filter(part => part.count)) {
      const from = sy(sum), to = sy((sum += count)), gap = from - to > 3 && bar.parts.length > 1 ? 1 : 0;
      const size = { width: step * 0.84, height: Math.max(0.5, from - to - gap) };
      chart.append(svg("rect", { x: x + step * 0.08, y: to, ...size, fill: tint }));
    }
    if (i % every === 0) {
      const beyond = mid + wide(bar.name) / 2 > width, place = beyond ? { x: width, "text-anchor": "end" } : { x: mid };
      chart.append(svg("text", { y: box.bottom + 17, "text-anchor": "middle", ...place }, bar.name));
    }
    const text = format.whole(sums[i]);
    if (over && sums[i] && step > wide(text, 600) + 2) {
      chart.append(svg("text", { x: mid, y: sy(sums[i]) - 5, "text-anchor": "middle", class: "strong" }, text));
    }
  });
  chart.append(
    svg("line", { class: "zero", x1: box.left, x2: box.right, y1: box.bottom, y2: box.bottom }),
    axisName(yName, 0, 11), axisName(xName, box.right, tall - 3, "end"));
  const find = place => {
    const i = Math.floor((place.x - box.left) / step);
    return i >= 0 && i < bars.length ? i : -1;
  };
  readable(chart, bars.length, find, i => ({
    x: box.left + (i + 0.5) * step, top: box.top, bottom: box.bottom, ...tell(i),
  }));
}

const spanned = ({ from, to }) => (from === to ? format.whole(from) : `${format.whole(from)}–${format.whole(to)}`);

// Pairs [value, count], put into bins where there are many values.
function histogramFigure({ id, title, note, pairs, xName, yName, tint = "--work", height = 230 }) {
  const low = pairs.length ? pairs[0][0] : 0, high = pairs.length ? pairs.at(-1)[0] : 0;
  const size = Math.max(1, Math.ceil((high - low + 1) / 40));
  const bins = [];
  for (let from = low; from <= high; from += size) bins.push({ from, to: Math.min(high, from + size - 1), count: 0 });
  for (const [value, count] of pairs) bins[Math.floor((value - low) / size)].count += count;
  const total = pairs.reduce((sum, pair) => sum + pair[1], 0);
  return figure({
    id, title, note, height: pairs.length === 1 ? 90 : height,
    summary: pairs.length ? `${xName} from ${low} to ${high}` : "nothing to count",
    table: () => ({ head: [xName, yName], rows: pairs }),
    draw(chart, width, tall) {
      if (!pairs.length) return nothing(chart, "Nothing to count yet.");
      if (pairs.length === 1) return oneValue(chart, pairs[0], xName, yName, tint);
      columns(chart, width, tall, {
        bars: bins.map(bin => ({ name: spanned(bin), parts: [{ count: bin.count, fill: colour(tint) }] })),
        most: 72, over: true, xName, yName,
        tell: i => ({
          heading: `${xName}: ${spanned(bins[i])}`,
          lines: [`${format.whole(bins[i].count)} ${yName}`, format.percent(bins[i].count / total)],
        }),
      });
    },
  });
}

// Where all are alike there is nothing to compare.
function oneValue(chart, [value, count], xName, yName, tint) {
  const big = format.whole(value), size = wide(big, 600) * 2.5;
  const whose = allOf(count, yName.replace(/s$/, ""));
  chart.append(
    svg("rect", { x: 0, y: 12, width: 4, height: 56, fill: colour(tint) }),
    svg("text", { class: "strong", x: 14, y: 42, style: "font-size:30px" }, big),
    svg("text", { x: 14 + size + 8, y: 41 }, xName),
    svg("text", { x: 14, y: 64 }, whose));
}
