// Values in rows and columns, by depth of one hue.

/*
 * rows, columns  names; values[r][c]
 * print          formats a value; cells are written on where they are large enough
 */
function matrixFigure({ id, title, note, rows, columns, values, rowName, columnName, print, low, high, across, upright: always, marked, columnsName, framed }) {
  const all = values.flat().filter(isNumber);
  const least = low ?? Math.min(...all), most = high ?? Math.max(...all);
  const level = value => (most > least ? Math.max(0, Math.min(1, (value - least) / (most - least))) : 0.5);
  const shade = share => `color-mix(in srgb, var(--heat-1) ${Math.round(100 * share)}%, var(--heat-0))`;
  const words = columns.map(name => fitted(name, 200)), widest = Math.max(...words.map(wide));
  // Numbers may be left out between others; words stand upright as soon as one is wider than its column.
  const counted = columns.every(name => /^[\d–]+$/.test(name));
  const layout = width => {
    const left = Math.min(width * 0.3, Math.max(wide(rowName), ...rows.map(name => wide(name))) + 10);
    const flat = Math.min(Math.max(64, counted ? 0 : widest + 10), (width - 2 - left) / columns.length);
    const upright = always || (!counted && columns.length > 1 && widest + 6 > flat);
    const right = width - (upright ? Math.min(widest * 0.72, width * 0.2) : 2);
    const step = upright ? Math.min(96, (right - left) / columns.length) : flat;
    return { left, right, upright, step, tallest: upright ? widest * 0.72 + 14 : 22 };
  };
  const row = rows.length <= 16 ? 24 : rows.length <= 36 ? 16 : Math.max(2, Math.min(13, 420 / rows.length));
  return figure({
    id, title, note, wide: across,
    height: width => Math.round(layout(width).tallest + rows.length * row + 28),
    summary: `${rows.length} rows (${rowName}) by ${columns.length} columns (${columnName}), from ${print(least)} to ${print(most)}`,
    table: () => ({ head: [rowName, ...columns], rows: rows.map((name, r) => [name, ...values[r]]) }),
    draw(chart, width, tall) {
      const { left, right, upright, step, tallest } = layout(width);
      const box = { left, right, top: tallest, bottom: tall - 28 };
      const paths = new Map();
      values.forEach((line, r) => line.forEach((value, c) => {
        if (!isNumber(value)) return;
        const share = Math.round(level(value) * 32) / 32;
        const gap = row > 6 && step > 6 ? 1 : 0;
        const d = `M${(box.left + c * step).toFixed(2)} ${(box.top + r * row).toFixed(2)}h${(step - gap).toFixed(2)}v${(row - gap).toFixed(2)}h${(gap - step).toFixed(2)}z`;
        paths.set(share, (paths.get(share) || "") + d);
      }));
      for (const [share, d] of paths) chart.append(svg("path", { d, style: `fill:${shade(share)}`, "shape-rendering": row < 6 ? "crispEdges" : null }));
      const between = Math.ceil(9 / step);
      let free = -Infinity;
      words.forEach((name, c) => {
        const x = box.left + (c + 0.5) * step;
        if (upright) {
          if (c % between === 0) chart.append(svg("text", { transform: `translate(${x + 3} ${box.top - 6}) rotate(-46)` }, name));
        } else if (x - wide(name) / 2 >= free) {
          chart.append(svg("text", { x, y: box.top - 6, "text-anchor": "middle" }, name));
          free = x + wide(name) / 2 + 6;
        }
      });
      const every = row >= 12 ? 1 : Math.ceil(14 / row);
      rows.forEach((name, r) => {
        if (r % every === 0) chart.append(svg("text", { x: box.left - 6, y: box.top + r * row + (row >= 12 ? row / 2 : 3) + 4, "text-anchor": "end", class: marked === r ? "strong" : null }, fitted(name, box.left - 6)));
      });
      if (row >= 18 && step >= 26) {
        values.forEach((line, r) => line.forEach((value, c) => {
          if (!isNumber(value)) return;
          chart.append(svg("text", { x: box.left + (c + 0.5) * step, y: box.top + (r + 0.5) * row + 4, "text-anchor": "middle", ...onHeat(level(value)) }, print(value)));
        }));
      }
      if (framed) chart.append(svg("rect", { x: box.left + framed[1] * step, y: box.top + framed[0] * row, width: step - 1, height: row - 1, fill: "none", stroke: colour("--worst"), "stroke-width": 2.4 }));
      chart.append(keyOf(box.left, tall - 14, shade, print, least, most));
      if (columnsName) chart.append(axisName(columnsName, box.right, tall - 5, "end"));
      if (!upright) chart.append(svg("text", { x: box.left - 6, y: box.top - 6, "text-anchor": "end" }, rowName));
      const count = rows.length * columns.length;
      readable(chart, count,
        place => {
          const c = Math.floor((place.x - box.left) / step), r = Math.floor((place.y - box.top) / row);
          return c >= 0 && c < columns.length && r >= 0 && r < rows.length ? r * columns.length + c : -1;
        },
        i => {
          const r = Math.floor(i / columns.length), c = i % columns.length;
          return { x: box.left + (c + 0.5) * step, top: box.top + r * row, bottom: box.top + (r + 1) * row, heading: `${rowName} ${rows[r]}`, lines: [`${columnName} ${columns[c]}`, isNumber(values[r][c]) ? print(values[r][c]) : "none"] };
        });
    },
  });
}

// Ink and ground are too near each other for a cell of middle depth; black or white always does.
function onHeat(share) {
  const attributes = onGround("--heat-1", "--heat-0", share);
  const [r, g, b] = attributes["data-ground"].match(/\d+/g).map(v => v / 255).map(v => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  const light = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return { ...attributes, style: `fill:${(light + 0.05) ** 2 > 1.05 * 0.05 ? "#000" : "#fff"}` };
}

function keyOf(x, y, shade, print, least, most) {
  const cells = 12, size = 9, text = print(least);
  const from = x + wide(text) + 6;
  return svg("g", {},
    svg("text", { x, y: y + 9 }, text),
    Array.from({ length: cells }, (_, i) => svg("rect", { x: from + i * size, y, width: size, height: 10, style: `fill:${shade(i / (cells - 1))}` })),
    svg("text", { x: from + cells * size + 6, y: y + 9 }, print(most)));
}
