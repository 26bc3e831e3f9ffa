// Settings against the baseline, run by run of the same seed and client by client.

// So many scatters stand side by side, with so many points each.
const PANELS = 6,
  POINTS = 1500;

function comparePaired(view) {
  const { data, settings, baseline } = view;
  if (settings.length < 2) return null;
  const paired = data.paired.map((p, i) => ({ ...p, setting: settings[i] })),
    others = view.order.filter(s => s !== baseline);
  const most = Math.max(...paired.filter(p => p.setting !== baseline).map(p => p.difference_seeds));
  if (most < 1)
    return section(
      "paired",
      "Against the baseline",
      `No ended run of another setting has a seed in common with ${baseline.name}, so that nothing can be set against it.`,
    );
  const of = new Map(paired.map(p => [p.setting, p])),
    compared = others.filter(s => of.get(s).clients_paired > 0),
    rest = { ...view, order: compared };
  const said =
    most < 2
      ? "One seed in common: there is a difference, but no interval (n = 1)."
      : "Bars are 95 % intervals of the mean by Student’s t. They take the differences of seeds for independent " +
        `draws of a normal distribution; of ${most === 2 ? "two seeds" : "a few seeds"} they are wide, and of many ` +
        "settings some lie off 0 by chance.";
  return section(
    "paired",
    "Against the baseline",
    `Each setting less ${baseline.name}, run by run of the same seed. ${said}`,
    columnsOf(
      "two",
      differenceFigure({ ...view, order: others }, of),
      compared.length > 0 &&
        shareFigure({
          id: "gains",
          title: "Clients that gain and that lose",
          note: "Every client of every common seed counts once.",
          view: rest,
          across: wideNames(view),
          counts: s => {
            const p = of.get(s);
            return [p.clients_gaining, p.clients_paired - p.clients_gaining - p.clients_losing, p.clients_losing];
          },
          parts: ["gain", "stay the same", "lose"],
          partColour: k => colour(["--merged", "--open", "--worst"][k]),
        }),
      pairsFigure(view, of),
    ),
  );
}

const signed = v => (v > 0 ? "+" : "") + format.score(v);

function differenceText(p) {
  if (!p.difference_seeds) return DASH;
  return (
    signed(p.difference) +
    (p.difference_seeds < 2 ? " (n = 1)" : ` (${format.score(p.difference_low)} to ${format.score(p.difference_high)})`)
  );
}

// The differences of a setting's runs to those of the baseline of the same seed.
function seedDifferences(view, s) {
  const end = run =>
    run.stage
      ? NaN
      : roundsOf(run)
          .filter(r => isNumber(r.metric))
          .at(-1)?.metric;
  return s.runs
    .flatMap(run => view.baseline.runs.filter(other => other.seed === run.seed).map(other => end(run) - end(other)))
    .filter(isNumber);
}

// A row a setting: the mean difference, its interval, and each seed.
function differenceFigure(view, of) {
  const row = rowHeight(view),
    { order, data } = view,
    seeds = s => seedDifferences(view, s);
  const sure = p => p.difference_seeds > 1 && (p.difference_low > 0 || p.difference_high < 0);
  const tint = p =>
    sure(p) ? colour(p.difference > 0 === data.higherIsBetter ? "--merged" : "--worst") : colour("--soft");
  return figure({
    id: "differences",
    title: `Difference in ${data.metric} to the baseline`,
    height: order.length * row + 50 + NAMES_ROOM,
    wide: wideNames(view),
    legend: [
      { name: "better, the interval lies off 0", colour: colour("--merged"), shape: "dot" },
      { name: "worse, it lies off 0", colour: colour("--worst"), shape: "dot" },
      { name: "it reaches over 0, or n = 1", colour: colour("--soft"), shape: "ring" },
      { name: "each seed", colour: colour("--work"), shape: "bar" },
    ],
    summary: order.map(s => `${s.name}: ${differenceText(of.get(s))}`).join("; "),
    table: () => ({
      head: [
        "setting",
        "seeds",
        "mean difference",
        "low",
        "high",
        "clients that gain",
        "clients that lose",
        "clients compared",
      ],
      rows: order.map(s => {
        const p = of.get(s);
        return [
          s.name,
          p.difference_seeds,
          p.difference,
          p.difference_low,
          p.difference_high,
          p.clients_gaining,
          p.clients_losing,
          p.clients_paired,
        ];
      }),
    }),
    draw(chart, width, tall) {
      const all = order.map(s => ({ s, p: of.get(s), seeds: seeds(s) })),
        text = p => differenceText(p),
        beside = width >= 560;
      const room = beside ? 24 + Math.max(...all.map(({ p }) => wide(text(p)) * 1.05)) : 12;
      const core = [0, ...all.flatMap(({ p, seeds }) => [p.difference, ...seeds])].filter(isNumber),
        [low, high] = extent(core),
        span = high - low || 0.1;
      // The intervals of two or three seeds may reach far beyond all seeds; an arrow stands for what is cut off.
      const ends = all.flatMap(({ p }) => [p.difference_low, p.difference_high]).filter(isNumber);
      const marks = roundRange(
        high > low ? Math.max(Math.min(low, ...ends), low - span) : low - span,
        high > low ? Math.min(Math.max(high, ...ends), high + span) : high + span,
        width / 130,
      );
      const box = { left: namesWidth(view, width), right: width - room, top: 6 + NAMES_ROOM, bottom: tall - 36 },
        sx = scale(marks[0], marks.at(-1), box.left, box.right);
      const inside = x => Math.max(box.left, Math.min(box.right, x));
      chart.append(
        svg(
          "g",
          { class: "grid" },
          marks.map(v => svg("line", { x1: sx(v), x2: sx(v), y1: box.top, y2: box.bottom })),
        ),
        svg("line", { class: "zero", x1: sx(0), x2: sx(0), y1: box.top, y2: box.bottom }),
        axisBelow(sx, marks, v => (v > 0 ? "+" : "") + plainNumber(v).replace("-", "−"), box.bottom, width),
        axisName(`${data.metric}, less the baseline’s`, box.right, tall - 3, "end"),
      );
      rowNames(chart, view, row, box.top, box.left);
      all.forEach(({ p, seeds }, i) => {
        if (!p.difference_seeds) return;
        const mid = box.top + (i + 0.5) * row,
          half = Math.min(8, row / 2 - 4),
          from = sx(p.difference_low),
          to = sx(p.difference_high);
        if (p.difference_seeds > 1) {
          const arrow = (x, way) => svg("path", { d: `M${x} ${mid}l${-6 * way} -4v8z`, fill: tint(p) });
          chart.append(
            svg("line", { x1: inside(from), x2: inside(to), y1: mid, y2: mid, stroke: tint(p), "stroke-width": 2 }),
            from < box.left - 0.5 && arrow(box.left, -1),
            to > box.right + 0.5 && arrow(box.right, 1),
          );
        }
        chart.append(
          svg(
            "g",
            { stroke: colour("--work"), "stroke-width": 1.6 },
            seeds.length > 1 && seeds.map(v => svg("line", { x1: sx(v), x2: sx(v), y1: mid - half, y2: mid + half })),
          ),
          svg("circle", {
            cx: sx(p.difference),
            cy: mid,
            r: 4.4,
            fill: sure(p) ? tint(p) : colour("--ground"),
            stroke: tint(p),
            "stroke-width": 1.8,
          }),
          beside && svg("text", { x: width, y: mid + 4, "text-anchor": "end", class: "strong" }, text(p)),
        );
      });
      rowsBelow(chart, view, row, box.top, s => {
        const p = of.get(s);
        return {
          x: isNumber(p.difference) ? inside(sx(p.difference)) : box.left,
          lines: [
            text(p),
            `${format.count(p.difference_seeds, "common seed")}: ${seeds(s).map(signed).join(", ")}`,
            p.clients_paired > 0 &&
              `${p.clients_gaining} of ${p.clients_paired} clients gain, ${p.clients_losing} lose`,
          ].filter(Boolean),
        };
      });
    },
  });
}

// The scores of the same clients under the same seeds, the baseline's first.
function clientPairs(view, s) {
  if (!view.data.sameShards[view.settings.indexOf(s)]) return [];
  const whole = run => !run.stage && run.final.length === run.clients;
  return s.runs
    .filter(whole)
    .flatMap(run =>
      view.baseline.runs
        .filter(other => other.seed === run.seed && whole(other) && other.clients === run.clients)
        .flatMap(other => run.final.map((y, client) => ({ s, x: other.final[client], y, client, seed: run.seed }))),
    )
    .filter(p => isNumber(p.x) && isNumber(p.y));
}

// A square a setting: each client's score under the baseline along x, under the setting along y.
function pairsFigure(view, of) {
  const { data, baseline } = view,
    shown = () =>
      view
        .chosen()
        .filter(s => s !== baseline && clientPairs(view, s).length)
        .slice(0, PANELS);
  const everyone = view.order.filter(s => s !== baseline).flatMap(s => clientPairs(view, s));
  if (!everyone.length) {
    const why = data.sameShards.some((same, i) => same && view.settings[i] !== baseline)
      ? "no two ended runs of one seed hold all of their clients here"
      : "clients, corpus or partition differ, so that clients have other texts";
    return html("p", { class: "note" }, `Clients are not set against each other: ${why}.`);
  }
  const layout = width => {
    const panels = shown(),
      across = Math.max(1, Math.min(panels.length, width < 560 ? 2 : width < 1100 ? 3 : 4)),
      gap = width < 560 ? 12 : 28,
      size = Math.min(panels.length < 2 ? 440 : 330, (width - gap * (across - 1)) / across),
      tall = size + 34;
    return { panels, across, gap, size, tall, rows: Math.ceil(panels.length / across) };
  };
  const besides = room =>
    [`${data.metric}, ${baseline.label}`, "the baseline’s"].find(text => wide(text) <= room) || "";
  const better = data.higherIsBetter ? "above" : "below";
  return figure({
    id: "pairs",
    title: "Client by client",
    note:
      `A dot is a client under one seed; ${better} the diagonal it does better than under ${baseline.name}. ` +
      "A larger dot stands for several." +
      (view.order.some(s => s !== baseline && clientPairs(view, s).length > POINTS)
        ? ` Of more than ${format.whole(POINTS)} dots ${format.whole(POINTS)} are drawn, evenly from their order.`
        : "") +
      (view.many ? " The settings are those that stand out below." : ""),
    wide: true,
    height: width => {
      const { rows, tall } = layout(width);
      return Math.max(40, rows * (tall + 12));
    },
    summary: () =>
      shown()
        .map(s => {
          const p = of.get(s);
          return `${s.name}: ${p.clients_gaining} of ${p.clients_paired} clients gain`;
        })
        .join("; "),
    table: () => ({
      head: ["setting", "seed", "client", `${data.metric}, ${baseline.name}`, data.metric],
      rows: view.order
        .filter(s => s !== baseline)
        .flatMap(s => clientPairs(view, s).map(p => [s.name, p.seed, p.client, p.x, p.y])),
    }),
    draw(chart, width) {
      const { panels, across, gap, size, tall } = layout(width);
      if (!panels.length)
        return void chart.append(svg("text", { x: 0, y: 20 }, "Choose a setting other than the baseline."));
      const [low, high] = extent(everyone.flatMap(p => [p.x, p.y])),
        marks = roundRange(low, high, size / 70),
        left = 12 + Math.max(...marks.map(v => wide(plainNumber(v)))),
        points = [];
      panels.forEach((s, k) => {
        const x0 = (k % across) * (size + gap),
          y0 = Math.floor(k / across) * (tall + 12),
          box = { left: x0 + left, right: x0 + size - 6, top: y0 + 38, bottom: y0 + tall - 34 };
        const sx = scale(marks[0], marks.at(-1), box.left, box.right),
          sy = scale(marks[0], marks.at(-1), box.bottom, box.top),
          p = of.get(s);
        const part = count => format.percent(count / p.clients_paired);
        const share = `gain ${part(p.clients_gaining)}, lose ${part(p.clients_losing)}`;
        chart.append(
          svg("text", { x: x0, y: y0 + 12, class: "strong" }, fitted(s.label, size - 6, 600)),
          svg("text", { x: x0, y: y0 + 28 }, share),
          ...axisLeft(sy, marks, plainNumber, box.left, box.right),
          axisBelow(sx, marks, plainNumber, box.bottom, x0 + size + 10),
          svg("line", {
            class: "reference",
            x1: sx(marks[0]),
            y1: sy(marks[0]),
            x2: sx(marks.at(-1)),
            y2: sy(marks.at(-1)),
          }),
          axisName(besides(size - left), box.right, box.bottom + 32, "end"),
        );
        const places = new Map(),
          all = clientPairs(view, s),
          thin =
            all.length > POINTS
              ? all.filter(
                  (_, i) => Math.floor((i * POINTS) / all.length) !== Math.floor(((i - 1) * POINTS) / all.length),
                )
              : all;
        thin.forEach(q => {
          const key = `${q.x} ${q.y}`;
          if (!places.has(key)) places.set(key, { ...q, px: sx(q.x), py: sy(q.y), box, all: [] });
          places.get(key).all.push(q);
        });
        const size1 = thin.length > 400 ? 2.2 : 3.4;
        chart.append(
          svg(
            "g",
            { fill: s.colour, opacity: 0.6 },
            [...places.values()].map(q =>
              svg("circle", {
                cx: q.px.toFixed(1),
                cy: q.py.toFixed(1),
                r: Math.min(9, size1 * Math.sqrt(q.all.length)).toFixed(1),
              }),
            ),
          ),
        );
        points.push(...places.values());
      });
      readable(
        chart,
        points.length,
        place => {
          let best = -1,
            near = 16;
          points.forEach((q, i) => {
            const d = Math.hypot(q.px - place.x, q.py - place.y);
            if (d < near) {
              near = d;
              best = i;
            }
          });
          return best;
        },
        i => {
          const q = points[i];
          return {
            x: q.px,
            top: q.box.top,
            bottom: q.box.bottom,
            heading: q.s.label,
            lines: [
              `${format.score(q.x)} → ${format.score(q.y)} (${signed(q.y - q.x)})`,
              q.all.length > 6
                ? format.count(q.all.length, "client")
                : q.all.map(c => `client ${c.client}, seed ${c.seed}`).join("\n"),
            ],
          };
        },
      );
    },
  });
}
