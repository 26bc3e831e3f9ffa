// What went otherwise than in a quiet run.

const TOLD = {
  "request-lost": "lost", "update-late": "late", "update-rejected": "rejected", "request-cancelled": "cancelled",
  "client-away": "away", "work-abandoned": "work broken off", "work-failed": "work failed",
  "state-discarded": "private state not finite", "update-duplicate": "duplicate",
};

// So many kinds are shown at once, and so many more when asked for.
const MOST_KINDS = 30, MOST_MORE = 200;

function faults(run) {
  if (!run.faults.length) return section("faults", "Faults", calm(run));
  const rows = run.faults.slice(0, MOST_KINDS), more = run.faults.slice(MOST_KINDS);
  return section("faults", "Faults",
    "What went otherwise than in a quiet run, and what became of it. " +
      "A fault that was put in stands above what came of it.",
    tableFigure({
      id: "faults", title: "Faults", quiet: true, plain: true,
      data: () => faultData(run), content: faultTable(run, rows),
    }),
    more.length > 0 && details("more-faults", `${format.count(more.length, "more kind")}; CSV has all`,
      scrolling("More faults", faultTable(run, more.slice(0, MOST_MORE)))));
}

function calm(run) {
  return run.state === "completed"
    ? "Nothing went wrong: every request was answered in its round and merged."
    : "Nothing has gone wrong so far.";
}

const told = type => TOLD[type] || type.replaceAll("-", " ");

function faultTable(run, faults) {
  const head = ["what", "reason", "times", "clients", "first", "last", "what became of it"];
  const brief = text => html("span", { class: "brief" }, text);
  const time = tick => brief(format.seconds(tick * run.tick));
  const table = tableOf({
    head,
    rows: faults.map(one => [
      brief(told(one.type)), reasonOf(one), one.count, one.clients, time(one.first), time(one.last),
      (one.became || DASH) + (one.seconds ? `; ${format.seconds(one.seconds)} in all` : ""),
    ]),
  });
  faults.forEach((one, i) => {
    const first = i > 0 && one.family !== faults[i - 1].family;
    const { classList } = table.tBodies[0].rows[i];
    classList.toggle("first", first);
    classList.toggle("cause", one.type === "fault-injected");
  });
  return table;
}

// With the first one in full, where indices and numbers differ.
function reasonOf({ reason, example }) {
  if (!reason) return DASH;
  return reason === example ? reason : html("span", {}, reason, html("span", { class: "example" }, "as " + example));
}

function faultData(run) {
  const short = value => (typeof value === "number" ? Number(value.toPrecision(12)) : value);
  return {
    head: ["what", "reason", "example", "times", "clients", "first_s", "last_s", "what became of it", "away_s"],
    rows: run.faults.map(one => [
      told(one.type), one.reason, one.example, one.count, one.clients, one.first * run.tick, one.last * run.tick,
      one.became, one.seconds || null,
    ].map(short)),
  };
}
