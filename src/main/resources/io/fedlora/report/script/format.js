// Words for quantities, as the terminal writes them.
const DASH = "–";

function isNumber(value) {
  return typeof value === "number" && Number.isFinite(value);
}

function scaled(value, step, units) {
  let rest = value, unit = 0;
  while (rest >= step - step / 2000 && unit < units.length - 1) {
    rest /= step;
    unit++;
  }
  const whole = (unit === 0 && Number.isInteger(rest)) || rest >= 99.95;
  return rest.toFixed(whole ? 0 : 1) + " " + units[unit];
}

// With so many decimals, halves away from zero as on the terminal, whatever binary makes of 0.2125.
function decimal(value, places) {
  const whole = Math.round(Number((Math.abs(value) * 10 ** places).toPrecision(12)));
  return (whole && value < 0 ? "-" : "") + (whole / 10 ** places).toFixed(places);
}

const format = {
  // Small errors are written with a power of ten; what is left of rounding is not.
  score: value => (!isNumber(value) ? DASH : Math.abs(value) > 1e-13 && Math.abs(value) < 5e-4 ? value.toExponential(1).replaceAll("-", "−") : decimal(value, 3).replace("-", "−")),
  bytes: value => (isNumber(value) ? scaled(value, 1024, ["B", "KiB", "MiB", "GiB", "TiB"]) : DASH),
  flops: value =>
    isNumber(value) ? scaled(value, 1000, ["", "k", "M", "G", "T", "P", "E"]) + "FLOP" : DASH,
  whole: value => (isNumber(value) ? Math.round(value).toLocaleString("en-US") : DASH),
  small: value =>
    !isNumber(value) ? DASH : value === 0 ? "0" : Math.abs(value) < 1e-3 || Math.abs(value) >= 1e5
      ? value.toExponential(1).replace("e-", "e−").replace("e+", "e") : String(Number(value.toPrecision(3))),
  percent: value => (isNumber(value) ? (100 * value).toFixed(value < 0.0995 && value > 0 ? 1 : 0) + "\u00a0%" : DASH),
  seconds(value) {
    if (!isNumber(value)) return DASH;
    if (value > 0 && value < 0.9995) return value < 0.0095 ? (value * 1000).toFixed(1) + " ms" : Math.round(value * 1000) + " ms";
    if (value < 9.95) return (Number.isInteger(value) ? value : value.toFixed(1)) + " s";
    const s = Math.round(value);
    if (s < 60) return s + " s";
    const two = n => String(n).padStart(2, "0");
    if (s < 3600) return Math.floor(s / 60) + "m " + two(s % 60) + "s";
    const minutes = Math.round(value / 60);
    if (minutes < 1440) return Math.floor(minutes / 60) + "h " + two(minutes % 60) + "m";
    const hours = Math.round(value / 3600);
    return Math.floor(hours / 24) + "d " + two(hours % 24) + "h";
  },
  // For axes, where round durations stand: 2m, not 2m 00s.
  instant: value => (value === 0 ? "0" : format.seconds(value).replace(/ 00[smh]$/, "")),
  count: (value, thing) => format.whole(value) + " " + thing + (value === 1 ? "" : "s"),
};

// Shares of a whole as percentages that add up to it: what rounding down leaves goes to the greatest rests.
function sharesOf(values) {
  const grain = values.some(v => v > 0 && v < 0.0995) ? 10 : 1;
  const exact = values.map(v => v * 100 * grain), units = exact.map(Math.floor);
  const left = Math.round(exact.reduce((a, b) => a + b, 0)) - units.reduce((a, b) => a + b, 0);
  [...exact.keys()].sort((i, j) => exact[j] - units[j] - (exact[i] - units[i])).slice(0, left).forEach(i => units[i]++);
  return units.map((unit, i) => (unit === 0 && values[i] > 0 ? "less than 0.1" : unit % grain ? (unit / grain).toFixed(1) : String(unit / grain)) + "\u00a0%");
}

function mean(values) {
  const there = values.filter(isNumber);
  return there.length ? there.reduce((a, b) => a + b, 0) / there.length : NaN;
}

function deviation(values) {
  const there = values.filter(isNumber);
  if (there.length < 2) return NaN;
  const m = mean(there);
  return Math.sqrt(there.reduce((a, b) => a + (b - m) ** 2, 0) / (there.length - 1));
}

// The least and the greatest, of however many.
const extent = values => values.reduce(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [Infinity, -Infinity]);

function quantile(sorted, share) {
  if (!sorted.length) return NaN;
  const place = share * (sorted.length - 1), below = Math.floor(place);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}
