// Round values along axes.

// About so many round values from low to high.
function ticks(low, high, many) {
  if (!(high > low)) return [low];
  const raw = (high - low) / Math.max(1, many);
  const power = Math.pow(10, Math.floor(Math.log10(raw)));
  const step = [1, 2, 2.5, 5, 10].map(f => f * power).find(s => s >= raw * 0.999);
  return steps(low, high, step);
}

function steps(low, high, step) {
  const list = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
    list.push(Number((i * step).toPrecision(12)));
  }
  return list;
}

// Whole numbers at one whole distance, the first of them included.
function wholeTicks(low, high, many) {
  const raw = (high - low) / Math.max(1, many);
  const power = Math.pow(10, Math.max(0, Math.floor(Math.log10(raw || 1))));
  const step = [1, 2, 5, 10].map(f => f * power).find(s => s >= raw * 0.999) ?? power * 10;
  if (step <= 2) return steps(0, high - low, step).map(v => low + v);
  return [low, ...steps(low, high, step).filter(v => v - low >= step * 0.6)];
}

const HOUR = 3600, DAY = 24 * HOUR;
const DURATIONS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800,
  HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY];

// Round durations from low to high, in seconds.
function timeTicks(low, high, many) {
  const raw = (high - low) / Math.max(1, many);
  if (raw <= 1 || raw > 7 * DAY) return ticks(low, high, many);
  return steps(low, high, DURATIONS.find(d => d >= raw * 0.75));
}

function byteTicks(low, high, many) {
  let unit = 1;
  while (high / unit >= 1024) unit *= 1024;
  return ticks(low / unit, high / unit, many).map(v => v * unit);
}

// Powers of ten that hold all of some values above zero, as many as there is room for.
function powersOfTen(values, many) {
  const [low, high] = extent(values);
  const from = Math.floor(Math.log10(low) + 1e-9), to = Math.ceil(Math.log10(high) - 1e-9);
  const step = Math.max(1, Math.ceil((to - from) / Math.max(2, many)));
  return Array.from({ length: Math.ceil((to - from) / step) + 1 }, (_, i) => Number("1e" + (from + i * step)));
}

const xKinds = {
  time: { ticks: timeTicks, text: format.instant, name: "virtual time", csv: "virtual_time_s" },
  round: { ticks: wholeTicks, text: v => String(v), name: "round", csv: "round" },
  bytes: { ticks: byteTicks, text: v => (v === 0 ? "0" : format.bytes(v)), name: "traffic", csv: "traffic_bytes" },
};
