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

const minus = text => text.replaceAll("-", "−").replace("e+", "e");

const format = {
  // Small errors are written with a power of ten; what is left of rounding is not.
  score(value) {
    if (!isNumber(value)) return DASH;
    const tiny = Math.abs(value) > 1e-13 && Math.abs(value) < 5e-4;
    return minus(tiny ? value.toExponential(1) : decimal(value, 3));
  },
  // For axes, in the style of scores.
  tick(value) {
    const short = Number(value.toPrecision(3)), size = Math.abs(short);
    if (size >= 1000 && size < 1e6) return minus(short.toLocaleString("en-US"));
    return minus(size > 0 && (size < 1e-3 || size >= 1e6) ? short.toExponential() : String(short));
  },
  bytes: value => (isNumber(value) ? scaled(value, 1024, ["B", "KiB", "MiB", "GiB", "TiB"]) : DASH),
  flops: value =>
    isNumber(value) ? scaled(value, 1000, ["", "k", "M", "G", "T", "P", "E"]) + "FLOP" : DASH,
  whole: value => (isNumber(value) ? Math.round(value).toLocaleString("en-US") : DASH),
  small(value) {
    if (!isNumber(value)) return DASH;
    const far = value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e5);
    return minus(far ? value.toExponential(1) : String(Number(value.toPrecision(3))));
  },
  percent: value =>
    isNumber(value) ? (100 * value).toFixed(value < 0.0995 && value > 0 ? 1 : 0) + "\u00a0%" : DASH,
  seconds(value) {
    if (!isNumber(value)) return DASH;
    const milli = value * 1000;
    if (value > 0 && value < 0.9995) return (milli < 9.5 ? milli.toFixed(1) : Math.round(milli)) + " ms";
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

// Keeps numbers and their units on one line of a sentence.
const unbroken = text =>
  text.replace(/(\d) (?=%|m?s\b|B\b|[KMGT]iB\b|[kMGTPE]?FLOP\b|seconds?\b)/g, "$1\u00a0");

// All of so many things, in words.
function allOf(count, thing) {
  if (count === 1) return "the only " + thing;
  return (count === 2 ? "both " : `all ${format.whole(count)} `) + thing + "s";
}

// Shares of a whole as percentages that add up to it: what rounding down leaves goes to the
// greatest rests.
function sharesOf(values) {
  const grain = values.some(v => v > 0 && v < 0.0995) ? 10 : 1;
  const exact = values.map(v => v * 100 * grain), units = exact.map(Math.floor);
  const left = Math.round(exact.reduce((a, b) => a + b, 0)) - units.reduce((a, b) => a + b, 0);
  const rest = i => exact[i] - units[i];
  [...exact.keys()].sort((i, j) => rest(j) - rest(i)).slice(0, left).forEach(i => units[i]++);
  const text = (unit, value) => {
    if (unit === 0 && value > 0) return "less than 0.1";
    return unit % grain ? (unit / grain).toFixed(1) : String(unit / grain);
  };
  return units.map((unit, i) => text(unit, values[i]) + "\u00a0%");
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
const extent = values =>
  values.reduce(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [Infinity, -Infinity]);

function quantile(sorted, share) {
  if (!sorted.length) return NaN;
  const place = share * (sorted.length - 1), below = Math.floor(place);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}
