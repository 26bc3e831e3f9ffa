// What the timeline is of, put together from the rows of the data: lanes with their requests and
// absences, all times in seconds.

const STATES = [
  { key: "download", name: "download", colour: "--download" },
  { key: "work", name: "training", colour: "--work" },
  { key: "upload", name: "upload", colour: "--upload" },
];

// How the end of a request is marked, by its outcome.
const MARKS = {
  2: { name: "late", shape: "up", colour: "--late" },
  3: { name: "dropped or lost", shape: "cross", colour: "--lost" },
  4: { name: "rejected", shape: "diamond", colour: "--rejected" },
  5: { name: "cancelled", shape: "ring", colour: "--cancelled" },
  6: { name: "merged late", shape: "up", colour: "--upload" },
};

// Those that are marked where they arrived; all others where they were settled.
const ARRIVED = new Set([2, 4, 6]);

const groupOf = (run, client) => run.clients.groups[run.clients.group[client]] || "";

function decodeTimeline(run) {
  const { timeline, tick } = run;
  const lanes = timeline.lanes.map((client, i) => ({
    client, group: groupOf(run, client), tier: timeline.tiers[i] || 0, trips: [], away: [],
  }));
  for (const row of timeline.trips) {
    const trip = decodeTrip(row, tick, timeline.reasons);
    lanes[trip.lane].trips.push(trip);
  }
  for (const [lane, from, to, reason] of timeline.away) {
    lanes[lane].away.push({ from: from * tick, to: to * tick, reason: timeline.reasons[reason] });
  }
  return {
    lanes, tick, end: Math.max(run.end, 1e-9), of: timeline.of, asked: timeline.asked, activity: timeline.activity,
    trips: lanes.flatMap(lane => lane.trips), tiered: lanes.some(lane => lane.tier),
    rounds: timeline.rounds.map(([round, opened, closed, deadline]) => ({
      round, opened: opened * tick, closed: closed * tick,
      // One that came before the round's end; the others say nothing of it.
      deadline: deadline >= 0 && deadline <= closed ? deadline * tick : null,
    })),
  };
}

// As TimelineData writes it: spans of what never began are null.
function decodeTrip(row, tick, reasons) {
  const [lane, round, outcome, reason, sent, loaded, started, finished, uploaded, arrived, ended] = row;
  const span = (from, to) => (from < 0 ? null : { from: from * tick, to: to * tick });
  const settled = ARRIVED.has(outcome) && arrived >= 0 ? arrived : ended;
  return {
    lane, round, outcome, reason: reasons[reason], sent: sent * tick,
    download: span(sent, loaded), work: span(started, finished), upload: span(uploaded, arrived),
    ended: ended < 0 ? null : ended * tick,
    settled: settled < 0 ? null : settled * tick,
    last: Math.max(ended, arrived, finished, loaded) * tick,
  };
}

function tripWords(trip) {
  const states = STATES.filter(({ key }) => trip[key] && trip[key].to > trip[key].from).map(({ key, name }) => {
    const { from, to } = trip[key];
    return `${name} ${format.seconds(from)} – ${format.seconds(to)} (${format.seconds(to - from)})`;
  });
  const how = OUTCOMES[trip.outcome].name + (trip.reason ? ", " + trip.reason : "");
  return [`round ${trip.round}: ${how}${trip.ended === null ? "" : " at " + format.seconds(trip.ended)}`, ...states];
}

function laneWords({ client, group, tier }) {
  return [`client ${client}`, group, tier && `tier ${tier}`].filter(Boolean).join(" · ");
}

const SPANS = ["download", "work", "upload"];

function tripTable({ lanes, trips, tiered, tick }) {
  const short = seconds => (seconds === null || seconds === undefined ? null : Number(seconds.toPrecision(9)));
  const sides = ["download", "training", "upload"].flatMap(name => [name + " from", name + " to"]);
  const names = ["client", "group", ...(tiered ? ["tier"] : []), "round", "outcome", "reason"];
  return {
    head: [...names, ...sides, "settled"],
    csv: [...names, ...sides.map(side => column(side) + "_s"), "settled_s"],
    rows: trips.map(trip => {
      const lane = lanes[trip.lane];
      return [
        lane.client, lane.group, ...(tiered ? [lane.tier || null] : []),
        trip.round, OUTCOMES[trip.outcome].name, trip.reason,
        ...SPANS.flatMap(key => [short(trip[key]?.from), short(trip[key]?.to)]), short(trip.ended),
      ];
    }),
  };
}
