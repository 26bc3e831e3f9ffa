// Values in rows and columns, by depth of one hue.

/*
 * rows, columns  names; values[r][c]
 * print          formats a value; cells are written on where the widest of them has room
 * clients        the client of each row, where rows are clients
 * marked         the row whose name is strong
 * framed         row and column of a cell that stands out
 */
function matrixFigure(options) {
  const { id, title, note, rows, columns, values, rowName, columnName, print, low, high, across, clients } = options;
  const [least, most] = extent(values.flat().filter(isNumber));
  const shades = shadesOf(low ?? least, high ?? most);
  const names = columns.map(name => shortened(name, 200));
  const row = rows.length <= 16 ? 24 : rows.length <= 36 ? 16 : Math.max(2, Math.min(13, 420 / rows.length));
  const layout = width => matrixLayout(options, names, width);
  return figure({
    id, title, note, wide: across, clients: Boolean(clients),
    height: width => Math.round(layout(width).top + rows.length * row + 28),
    summary: `${rows.length} ${rowName}s by ${columns.length} ${columnName}s, ` +
      `from ${print(shades.least)} to ${print(shades.most)}`,
    table: () => ({ head: [rowName, ...columns], rows: rows.map((name, r) => [name, ...values[r]]) }),
    draw(chart, width, tall) {
      const plan = { ...options, ...layout(width), names, shades, row, width, tall };
      matrixCells(chart, plan);
      columnNames(chart, plan);
      rowNamesOf(chart, plan);
      cellTexts(chart, plan);
      chart.append(keyOf(keyBegins(plan), tall - 14, shades, print));
      if (options.framed) chart.append(frameOf(options.framed, plan));
      readCells(chart, plan);
    },
  });
}

function shadesOf(least, most) {
  return {
    least, most,
    level: value => (most > least ? Math.max(0, Math.min(1, (value - least) / (most - least))) : 0.5),
    fill: share => `color-mix(in srgb, var(--heat-1) ${Math.round(100 * share)}%, var(--heat-0))`,
  };
}

// Numbers may be left out between others; words stand upright as soon as one is wider than its column.
function matrixLayout({ rows, columns, rowName, upright: always }, names, width) {
  const longest = widest(names), counted = columns.every(name => /^[\d–]+$/.test(name));
  const left = Math.min(width * 0.3, Math.max(wide(rowName), widest(rows, 600)) + 10);
  const flat = Math.min(Math.max(64, counted ? 0 : longest + 10), (width - 2 - left) / columns.length);
  const upright = always || (!counted && columns.length > 1 && longest + 6 > flat);
  const right = width - (upright ? Math.min(longest * 0.72, width * 0.2) : 2);
  const step = upright ? Math.min(96, (right - left) / columns.length) : flat;
  return { left, right, upright, step, top: upright ? longest * 0.72 + 14 : 22 };
}

function matrixCells(chart, { values, shades, left, top, step, row }) {
  const paths = new Map(), gap = row > 6 && step > 6 ? 1 : 0;
  values.forEach((line, r) => line.forEach((value, c) => {
    if (!isNumber(value)) return;
    const share = Math.round(shades.level(value) * 32) / 32;
    const across = (step - gap).toFixed(2), down = (row - gap).toFixed(2);
    const d = `M${(left + c * step).toFixed(2)} ${(top + r * row).toFixed(2)}h${across}v${down}h-${across}z`;
    paths.set(share, (paths.get(share) || "") + d);
  }));
  for (const [share, d] of paths) {
    const crisp = row < 6 ? "crispEdges" : null;
    chart.append(svg("path", { d, style: `fill:${shades.fill(share)}`, "shape-rendering": crisp }));
  }
}

function columnNames(chart, { names, upright, left, right, top, step, tall, rowName, columnsName }) {
  const between = Math.ceil(9 / step), y = top - 6;
  let free = -Infinity;
  names.forEach((name, c) => {
    const x = left + (c + 0.5) * step, half = wide(name) / 2;
    if (upright) {
      if (c % between === 0) chart.append(svg("text", { transform: `translate(${x + 3} ${y}) rotate(-46)` }, name));
    } else if (x - half >= free) {
      chart.append(svg("text", { x, y, "text-anchor": "middle" }, name));
      free = x + half + 6;
    }
  });
  if (columnsName) chart.append(axisName(columnsName, right, tall - 5, "end"));
  if (!upright) chart.append(svg("text", { x: left - 6, y, "text-anchor": "end" }, rowName));
}

const followedRow = clients => (choice.client === null || !clients ? -1 : clients.indexOf(choice.client));

function rowNamesOf(chart, { rows, row, left, right, top, marked, clients }) {
  const every = row >= 12 ? 1 : Math.ceil(14 / row), followed = followedRow(clients);
  const name = r => svg("text", {
    x: left - 6, y: top + r * row + (row >= 12 ? row / 2 : 3) + 4, "text-anchor": "end",
    class: marked === r || followed === r ? "strong" : null,
  }, shortened(rows[r], left - 6, 600));
  rows.forEach((_, r) => {
    const covered = followed >= 0 && r !== followed && Math.abs(r - followed) * row < 12;
    if (r === followed || (r % every === 0 && !covered)) chart.append(name(r));
  });
  if (followed >= 0) {
    const place = { x: left - 1, y: top + followed * row - 1, width: right - left + 1, height: Math.max(3, row + 1) };
    chart.append(svg("rect", { class: "chosen", ...place }));
  }
}

function cellTexts(chart, { values, print, shades, left, top, step, row }) {
  const texts = values.flat().filter(isNumber).map(print);
  if (row < 18 || step < 26 || widest([...new Set(texts)], 600) + 4 > step) return;
  values.forEach((line, r) => line.forEach((value, c) => {
    if (!isNumber(value)) return;
    chart.append(svg("text", {
      x: left + (c + 0.5) * step, y: top + (r + 0.5) * row + 4, "text-anchor": "middle",
      ...onHeat(shades.level(value)),
    }, print(value)));
  }));
}

function readCells(chart, { rows, columns, values, clients, print, rowName, columnName, left, top, step, row }) {
  const rowAt = place => {
    const r = Math.floor((place.y - top) / row);
    return r >= 0 && r < rows.length && place.x < left + columns.length * step ? r : -1;
  };
  const find = place => {
    const r = rowAt(place), c = Math.floor((place.x - left) / step);
    return r >= 0 && c >= 0 && c < columns.length ? r * columns.length + c : -1;
  };
  readable(chart, rows.length * columns.length, find, i => {
    const r = Math.floor(i / columns.length), c = i % columns.length, value = values[r][c];
    return {
      x: left + (c + 0.5) * step, top: top + r * row, bottom: top + (r + 1) * row, heading: `${rowName} ${rows[r]}`,
      lines: [`${columnName} ${columns[c]}`, isNumber(value) ? print(value) : "none"],
    };
  });
  if (clients) choosing(chart, place => clients[rowAt(place)] ?? undefined);
}

function frameOf([r, c], { left, top, step, row }) {
  const place = { x: left + c * step, y: top + r * row, width: step - 1, height: row - 1 };
  return svg("rect", { ...place, fill: "none", stroke: colour("--worst"), "stroke-width": 2.4 });
}

// Ink and ground are too near each other for a cell of middle depth; black or white always does.
function onHeat(share) {
  const attributes = onGround("--heat-1", "--heat-0", share);
  const [r, g, b] = attributes["data-ground"].match(/\d+/g).map(v => v / 255)
    .map(v => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  const light = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return { ...attributes, style: `fill:${(light + 0.05) ** 2 > 1.05 * 0.05 ? "#000" : "#fff"}` };
}

// Under the cells, or further to the left where the name of the columns would be in the way.
function keyBegins({ left, right, columnsName, shades, print }) {
  const long = wide(print(shades.least)) + KEY_CELLS * KEY_CELL + 12 + wide(print(shades.most));
  return Math.max(0, Math.min(left, columnsName ? right - wide(columnsName) - 12 - long : left));
}

const KEY_CELLS = 12, KEY_CELL = 9;

function keyOf(x, y, { least, most, fill: shade }, print) {
  const cells = KEY_CELLS, size = KEY_CELL, text = print(least);
  const from = x + wide(text) + 6;
  const cell = (_, i) =>
    svg("rect", { x: from + i * size, y, width: size, height: 10, style: `fill:${shade(i / (cells - 1))}` });
  return svg("g", {},
    svg("text", { x, y: y + 9 }, text),
    Array.from({ length: cells }, cell),
    svg("text", { x: from + cells * size + 6, y: y + 9 }, print(most)));
}
