// What requests came to; the order of the journal's outcomes, with those merged late last.
const OUTCOMES = [
  { name: "open", colour: "--open" },
  { name: "merged", colour: "--merged" },
  { name: "late", colour: "--late" },
  { name: "lost", colour: "--lost" },
  { name: "rejected", colour: "--rejected" },
  { name: "cancelled", colour: "--cancelled" },
  { name: "merged late", colour: "--late-merged" },
];
const STACK = [1, 6, 2, 3, 4, 5, 0];
const STACK_FILL = { 2: "--late-area" };
const outcomeColour = k => colour(STACK_FILL[k] || OUTCOMES[k].colour);

// So many bars have room beside each other.
const MOST_BARS = 120;

/* rows: [{ name, counts }] with a count for each of OUTCOMES */
function stackedFigure({ id, title, note, rows, xName, height = 260, across, keys }) {
  const used = STACK.filter(k => rows.some(row => row.counts[k])), counted = keys || xName;
  const size = Math.max(1, Math.ceil(rows.length / MOST_BARS));
  const bars = [];
  for (let i = 0; i < rows.length; i += size) {
    const part = rows.slice(i, i + size);
    bars.push({
      name: part.length > 1 ? `${part[0].name}–${part.at(-1).name}` : String(part[0].name),
      counts: OUTCOMES.map((_, k) => part.reduce((sum, row) => sum + row.counts[k], 0)),
    });
  }
  const sums = size > 1 ? `Bars are sums over ${size} ${counted}s.` : "";
  return figure({
    id, title, note: [note, sums].filter(Boolean).join(" "), wide: across, height,
    legend: used.map(k => ({ name: OUTCOMES[k].name, colour: outcomeColour(k) })),
    summary: used.map(k => `${OUTCOMES[k].name} ${rows.reduce((sum, row) => sum + row.counts[k], 0)}`).join(", "),
    table: () => ({
      head: [counted, ...STACK.map(k => OUTCOMES[k].name)],
      rows: rows.map(row => [row.name, ...STACK.map(k => row.counts[k])]),
    }),
    draw: (chart, width, tall) => columns(chart, width, tall, {
      bars: bars.map(bar => ({
        name: bar.name, parts: used.map(k => ({ count: bar.counts[k], fill: outcomeColour(k) })),
      })),
      most: 80, xName, yName: size > 1 ? `requests of ${size} ${counted}s` : "requests",
      tell: i => ({
        heading: `${counted} ${bars[i].name}`,
        lines: used.filter(k => bars[i].counts[k]).map(k => `${format.whole(bars[i].counts[k])} ${OUTCOMES[k].name}`),
      }),
    }),
  });
}
