// The page of several runs side by side. Runs of one setting differ in their seeds alone.

// So many settings can all stand out; of more, a few do, and the others are grey until chosen.
const FEW = 8,
  CHOSEN = 6;

function comparePage(data) {
  const better = data.higherIsBetter ? (a, b) => b - a : (a, b) => a - b;
  const settings = data.settings.map((name, i) =>
    settingOf(
      data,
      name,
      data.labels[i],
      data.runs.filter(run => run.setting === i),
      better,
    ),
  );
  const standing = settings.filter(s => isNumber(s.mean)).sort((a, b) => better(a.mean, b.mean));
  const many = settings.length > FEW;
  const order = many ? [...standing, ...settings.filter(s => !isNumber(s.mean))] : settings;
  const view = {
    data,
    settings,
    order,
    many,
    better,
    labelled: data.labelled,
    baseline: settings[data.baseline],
    chosen: () => order.filter(s => s.slot >= 0),
  };
  (many ? standing.slice(0, CHOSEN) : settings).forEach((s, slot) => (s.slot = slot));
  return [
    compareOpening(view),
    compareStanding(view),
    comparePaired(view),
    compareResponse(view),
    compareQuality(view),
    compareCosts(view),
    compareTime(view),
    compareParticipation(view),
    compareMethod(view),
    compareRuns(view),
  ];
}

function settingOf(data, name, label, runs, better) {
  const scores = runs
    .map(
      run =>
        roundsOf(run)
          .filter(r => isNumber(r.metric))
          .at(-1)?.metric,
    )
    .filter(isNumber);
  const clients = runs
    .flatMap(run => run.final)
    .filter(isNumber)
    .sort(better);
  return {
    name,
    label,
    runs,
    scores,
    clients,
    mean: mean(scores),
    deviation: deviation(scores),
    slot: -1,
    worst: mean(runs.map(run => run.final.filter(isNumber).sort(better).at(-1))),
    get colour() {
      return this.slot < 0 ? colour("--mute") : seriesColour(this.slot);
    },
    get dashed() {
      return this.slot >= SERIES.length;
    },
  };
}

const plainNumber = v => String(Number(v.toPrecision(3)));
const plusMinus = (value, spread) => format.score(value) + (spread > 0 ? " ± " + format.score(spread) : "");

// As much of a text as fits, what is left out in its middle: names often differ at their ends.
function fitted(text, room, weight) {
  const most = Math.max(3, Math.floor((room / wide(text, weight)) * text.length)),
    head = Math.ceil((most - 1) / 2);
  return wide(text, weight) > room && text.length > most
    ? text.slice(0, head).trimEnd() + "…" + text.slice(text.length - (most - 1 - head)).trimStart()
    : text;
}

function compareOpening({ data, settings }) {
  const seeds = new Set(data.runs.map(run => run.seed)),
    keys = data.differences.map(row => row[0]),
    open = data.runs.filter(run => run.stage).length;
  const saved = html(
    "button",
    {
      type: "button",
      "aria-label": "Save as CSV: the comparison",
      onclick: () => save(`${pageName}.csv`, "text/csv;charset=utf-8", data.csv),
    },
    "CSV",
  );
  const latex = html(
    "button",
    {
      type: "button",
      "aria-label": "Save as LaTeX: the comparison",
      onclick: () => save(`${pageName}.tex`, "text/plain", data.latex),
    },
    "LaTeX",
  );
  const others = keys.length > 3 ? ` and ${format.count(keys.length - 3, "other key")}` : "";
  const differ = `${settings.length} settings that differ in ${keys.slice(0, 3).join(", ")}${others}.`;
  return html(
    "div",
    { class: "opening" },
    html(
      "p",
      { class: "eyebrow" },
      `${format.count(data.runs.length, "run")} · ${format.count(settings.length, "setting")} · ${format.count(seeds.size, "seed")}`,
    ),
    html("h1", {}, data.name),
    html(
      "p",
      { class: "lead" },
      settings.length > 1 ? differ : "Runs that differ in their seeds alone.",
      seeds.size > 1 && " Figures are means over seeds, ± their standard deviation.",
      open > 0 &&
        ` ${format.count(open, "run")} of ${data.runs.length} ${open > 1 ? "have" : "has"} not ended; ` +
          `${open > 1 ? "their" : "its"} scores are of the last round that was scored.`,
    ),
    html(
      "figure",
      { class: "comparison", id: "figure-comparison" },
      html(
        "figcaption",
        {},
        html(
          "div",
          { class: "caption-row" },
          html("h2", { class: "sr-only" }, "Comparison"),
          html("div", { class: "tools" }, saved, latex),
        ),
      ),
      scrolling("Comparison", sortable(data)),
      settings.length > 1 && html("p", { class: "note" }, data.marking, otherTexts(data)),
    ),
  );
}

// What bold and differences are worth where settings are scored on different texts.
const otherTexts = ({ tasks }) =>
  tasks.length > 0 &&
  ` Settings differ in ${tasks.join(", ")}: they are scored on other texts, which does not tell which is better.`;

// A value, and behind it, smaller, how far it spreads.
function setSpreadApart(cell) {
  const [, value, spread] = /^(\S+)( (?:±|\().*)$/.exec(cell.textContent) ?? [];
  if (spread) cell.replaceChildren(value, html("span", { class: "spread" }, spread));
}

// The table, to be sorted by any column; the best of what has a best is strong.
function sortable({ titles, table, marks }) {
  const number = cell => {
    const text = String(cell).replace("−", "-"),
      value = parseFloat(text);
    return /^[-+]?[\d.]/.test(text) ? value : NaN;
  };
  const minus = cell => String(cell).replace(/(^|[ (])-(?=\d)/g, "$1−");
  const whole = tableOf({ head: titles, rows: table.map(row => [row[0], ...row.slice(1).map(minus)]) }),
    body = whole.tBodies[0];
  const rows = table.map((cells, r) => ({ cells, element: body.rows[r] }));
  body.querySelectorAll("td:not(:first-child)").forEach(setSpreadApart);
  rows.forEach(({ element }, r) => marks[r].forEach((best, c) => best && element.cells[c].classList.add("best")));
  whole.tHead.rows[0].querySelectorAll("th").forEach((th, c) => {
    const sort = () => {
      const words = c === 0,
        falling = th.getAttribute("aria-sort") ? th.getAttribute("aria-sort") === "ascending" : !words;
      whole.tHead.querySelectorAll("th").forEach(other => other.removeAttribute("aria-sort"));
      th.setAttribute("aria-sort", falling ? "descending" : "ascending");
      const key = row => number(row.cells[c]);
      body.append(
        ...[...rows]
          .sort((a, b) => {
            if (words) return (falling ? -1 : 1) * a.cells[c].localeCompare(b.cells[c]);
            if (isNaN(key(a)) || isNaN(key(b))) return isNaN(key(a)) - isNaN(key(b));
            return (falling ? -1 : 1) * (key(a) - key(b));
          })
          .map(row => row.element),
      );
    };
    th.replaceChildren(
      html("button", { type: "button", class: "sort", title: "Sort by this column", onclick: sort }, titles[c]),
    );
  });
  return whole;
}

function roundsOf(run) {
  return (run.table ||= run.rounds.round.map((round, i) => ({
    round,
    t: run.rounds.t[i] * run.tick,
    metric: run.rounds.metric[i],
    loss: run.rounds.loss[i],
    ratio: run.rounds.ratio[i],
    bytes: run.rounds.up[i] + run.rounds.down[i],
  })));
}

// Of what a run comes to in all there are means over runs that have ended, if any has.
const ended = s => (s.runs.some(run => !run.stage) ? s.runs.filter(run => !run.stage) : s.runs);

// Of a run that has not ended nobody knows what comes behind its last round: a mean of the others alone
// would be another line.
const lastKnown = (setting, key) =>
  Math.min(...setting.runs.filter(run => run.stage).map(run => roundsOf(run).at(-1)?.[key] ?? 0), Infinity);

// Mean over the runs of a setting, round by round, and from one standard deviation below to one above.
function overRounds(setting, pick) {
  const columns = new Map();
  setting.runs.forEach(run =>
    roundsOf(run).forEach(r => {
      if (!columns.has(r.round)) columns.set(r.round, []);
      if (isNumber(pick(r))) columns.get(r.round).push(pick(r));
    }),
  );
  const known = lastKnown(setting, "round"),
    rounds = [...columns.keys()].filter(round => round <= known).sort((a, b) => a - b);
  return spreadSeries(
    setting,
    rounds,
    rounds.map(round => columns.get(round)),
  );
}

function spreadSeries(setting, xs, columns) {
  return {
    setting,
    name: setting.label,
    points: xs.map((x, i) => [x, mean(columns[i])]),
    spread:
      setting.runs.length > 1
        ? xs.map((x, i) => {
            const m = mean(columns[i]),
              d = deviation(columns[i]);
            return [x, m - d, m + d];
          })
        : undefined,
  };
}

// The same along a common grid of virtual time or bytes, each run keeping its last score.
function overGrid(setting, end, key) {
  const grid = Array.from({ length: 81 }, (_, i) => (i * end) / 80);
  const latest = (run, x) =>
    roundsOf(run)
      .filter(r => isNumber(r.metric) && r[key] <= x + (key === "t" ? run.tick : 0))
      .at(-1)?.metric;
  const longest = Math.max(...setting.runs.map(run => (key === "t" ? run.end : roundsOf(run).at(-1)?.bytes || 0))),
    stop = Math.min(longest, lastKnown(setting, key));
  const xs = grid.filter((x, i) => x <= stop || grid[i - 1] < stop);
  const columns = xs.map(x => setting.runs.map(run => latest(run, x)).filter(isNumber));
  // Where only some runs have a score yet, there is no mean to speak of.
  return {
    ...spreadSeries(
      setting,
      xs,
      columns.map(column => (column.length === setting.runs.length ? column : [])),
    ),
    plain: true,
  };
}

// Lines of all settings, those that are not chosen behind the others, in grey and without a band.
function standingOut(view, all) {
  return () =>
    [...all.filter(one => one.setting.slot < 0), ...all.filter(one => one.setting.slot >= 0)].map(one =>
      one.setting.slot < 0
        ? { ...one, colour: one.setting.colour, mute: true, spread: undefined }
        : { ...one, colour: one.setting.colour, dashed: one.setting.dashed },
    );
}

// Buttons that choose the settings that stand out; they are the key of their colours too.
function chooser(view) {
  if (view.settings.length < 2) return null;
  const buttons = view.order.map(s =>
    html("button", { type: "button", onclick: () => toggle(s) }, html("span", { class: "swatch" }), s.label),
  );
  const show = () =>
    view.order.forEach((s, i) => {
      buttons[i].setAttribute("aria-pressed", String(s.slot >= 0));
      buttons[i].firstChild.style.background = s.slot >= 0 ? s.colour : "transparent";
    });
  const again = () => {
    show();
    mainPart.querySelectorAll(".plot").forEach(plot => plot.redraw?.(true));
  };
  const toggle = s => {
    const taken = new Set(view.settings.map(one => one.slot));
    let free = 0;
    while (taken.has(free)) free++;
    s.slot = s.slot >= 0 ? -1 : free;
    again();
  };
  const only = some => () => {
    view.settings.forEach(s => (s.slot = -1));
    some.forEach((s, slot) => (s.slot = slot));
    again();
  };
  show();
  return html(
    "div",
    { class: "chooser", role: "group", "aria-label": `Settings that stand out in the charts, by ${view.labelled}` },
    view.labelled !== "method" && html("span", { class: "note" }, view.labelled + ":"),
    buttons,
    view.many &&
      html(
        "button",
        { type: "button", class: "all", onclick: only(view.order.slice(0, CHOSEN)) },
        `the best ${CHOSEN}`,
      ),
    view.many && html("button", { type: "button", class: "all", onclick: only([]) }, "none"),
  );
}

// Whether any run was scored more than once.
const hasCurves = settings =>
  settings.some(s => s.runs.some(run => roundsOf(run).filter(r => isNumber(r.metric)).length > 1));

function compareQuality(view) {
  const { data, settings } = view,
    end = Math.max(...data.runs.map(run => run.end)),
    bytes = Math.max(...data.runs.map(run => roundsOf(run).at(-1)?.bytes || 0));
  const common = { y: plainNumber, yName: data.metric },
    lines = pick => standingOut(view, settings.map(pick));
  if (!hasCurves(settings))
    return section(
      "quality",
      "Time to quality",
      data.runs.some(run => roundsOf(run).length > 1)
        ? "These runs were scored at their end alone; with evaluation.every = 1 there are curves to show."
        : "These runs have one round, so that there are no curves to show.",
    );
  return section(
    "quality",
    "Time to quality",
    "Lines are means over the seeds of a setting; bands reach one standard deviation to either side." +
      (data.runs.some(run => run.stage) ? " A line ends where the shortest run of its setting broke off." : "") +
      (view.many ? " The settings chosen here stand out; point at a grey line to read its name." : ""),
    chooser(view),
    columnsOf(
      "two",
      lineFigure({
        id: "quality-time",
        title: "On virtual time",
        x: "time",
        ...common,
        series: lines(s => overGrid(s, end, "t")),
      }),
      lineFigure({
        id: "quality-round",
        title: "On rounds",
        x: "round",
        ...common,
        series: lines(s => overRounds(s, r => r.metric)),
      }),
      lineFigure({
        id: "quality-bytes",
        title: "For traffic",
        x: "bytes",
        xName: "up and down",
        ...common,
        series: lines(s => overGrid(s, bytes, "bytes")),
      }),
      lineFigure({
        id: "loss",
        title: `${lossName(data.metric)} of the scored texts`,
        x: "round",
        y: plainNumber,
        yName: lossUnit(data.metric),
        series: lines(s => overRounds(s, r => r.loss)),
      }),
    ),
  );
}

function compareCosts(view) {
  const { data, settings } = view;
  const flow = keys =>
    standingOut(
      view,
      settings.map(s => {
        const longest = s.runs.reduce((a, b) => (b.end > a.end ? b : a)),
          known = Math.min(...s.runs.map(run => (run.stage ? run.end : Infinity))),
          xs = longest.flows.t.map(t => t * longest.tick).filter(t => t <= known);
        const at = (run, x) => {
          let i = run.flows.t.length - 1;
          while (i > 0 && run.flows.t[i] * run.tick > x) i--;
          return keys.reduce((sum, key) => sum + run.flows[key][i], 0);
        };
        return {
          ...spreadSeries(
            s,
            xs,
            xs.map(x => s.runs.map(run => at(run, x))),
          ),
          plain: true,
        };
      }),
    );
  const last = keys => s => mean(ended(s).map(run => keys.reduce((sum, key) => sum + run.flows[key].at(-1), 0)));
  const flops = v => (v === 0 ? "0" : format.flops(v));
  return section(
    "costs",
    "What it cost",
    "",
    !hasCurves(settings) && chooser(view),
    columnsOf(
      "two",
      scatterFigure({
        id: "score-traffic",
        title: `${capital(data.metric)} at the end, for all traffic`,
        view,
        x: last(["up", "down"]),
        text: bytesOrZero,
        xName: "bytes, up and down",
      }),
      scatterFigure({
        id: "score-flops",
        title: `${capital(data.metric)} at the end, for all local work`,
        view,
        x: last(["flops"]),
        text: flops,
        xName: "counted FLOPs",
      }),
      lineFigure({
        id: "traffic",
        title: "Traffic, up and down",
        x: "time",
        y: bytesOrZero,
        yName: "bytes since the start",
        low: 0,
        yTicks: byteTicks,
        series: flow(["up", "down"]),
      }),
      lineFigure({
        id: "flops",
        title: "Local work",
        x: "time",
        y: flops,
        yName: "FLOPs since the start",
        low: 0,
        series: flow(["flops"]),
      }),
    ),
  );
}

const bytesOrZero = v => (v === 0 ? "0" : format.bytes(v));

const capital = text => text.charAt(0).toUpperCase() + text.slice(1);

function compareMethod(view) {
  const ratios = view.settings
    .map(s => overRounds(s, r => r.ratio))
    .filter(one => one.points.some(p => isNumber(p[1])));
  const ranked = {
    ...view,
    settings: view.settings.filter(s => s.runs.some(run => run.ranks.length)),
    order: view.order.filter(s => s.runs.some(run => run.ranks.length)),
  };
  if (!ratios.length && !ranked.settings.length) return null;
  return section(
    "ranks",
    "Ranks and the second-order term",
    "",
    columnsOf(
      "two",
      ranked.settings.length > 0 &&
        distributionFigure({
          id: "ranks",
          title: "Numerical rank of the clients’ updates",
          xName: "rank",
          yName: "share of clients",
          view: ranked,
          pairsOf: run => run.ranks,
        }),
      ratios.length > 0 &&
        lineFigure({
          id: "hypergradient",
          title: "‖αHVP‖/‖p‖",
          x: "round",
          y: format.small,
          yName: "ratio",
          low: 0,
          series: standingOut(view, ratios),
        }),
    ),
  );
}

function compareRuns({ data }) {
  const head = ["run", "setting", "seed", data.metric, "worst", "who", "virtual time", "traffic", "merged"],
    worst = data.higherIsBetter ? Math.min : Math.max;
  const rows = data.runs.map(run => {
    const scored = roundsOf(run).filter(r => isNumber(r.metric)),
      asked = run.outcomes.reduce((a, b) => a + b, 0),
      least = run.final.length ? worst(...run.final.filter(isNumber)) : NaN;
    const name = run.report
      ? html("a", { href: run.report.split("/").map(encodeURIComponent).join("/") }, run.folder)
      : run.folder;
    return [
      run.stage ? html("span", {}, name, ` (not ended, ${run.stage})`) : name,
      data.settings[run.setting],
      run.seed,
      format.score(scored.at(-1)?.metric),
      format.score(least),
      whoHas(run, least),
      format.seconds(run.end),
      format.bytes(run.flows.up.at(-1) + run.flows.down.at(-1)),
      format.percent((run.outcomes[1] + run.outcomes[6]) / asked),
    ];
  });
  const linked = data.runs.some(run => run.report);
  return section(
    "runs",
    "The runs",
    linked ? "Names lead to each run’s own report, while this page and the runs lie where they were written." : "",
    html(
      "details",
      { open: rows.length <= 12 },
      html("summary", {}, format.count(rows.length, "run")),
      scrolling("The runs", tableOf({ head, rows })),
    ),
    data.differences.length > 0 &&
      html(
        "details",
        { open: data.differences.length <= 12 && data.settings.length <= FEW },
        html("summary", {}, "Keys in which the settings differ"),
        scrolling(
          "Keys in which the settings differ",
          tableOf({ head: ["key", ...data.settings], rows: data.differences }),
        ),
      ),
  );
}

// The clients of a run that have a score; of many that tie, how many they are.
function whoHas(run, score) {
  const clients = run.final.flatMap((value, client) => (value === score ? [client] : []));
  if (!clients.length || run.final.length < run.clients) return DASH;
  if (clients.length === 1) return `client ${clients[0]}`;
  return clients.length <= 4 ? `clients ${clients.join(", ")} tie` : `${clients.length} clients tie`;
}
