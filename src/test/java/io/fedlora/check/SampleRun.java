package io.fedlora.check;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.adapter.StateFile;
import io.fedlora.random.RandomStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A small run made up by hand, with everything in it that a check has to follow: three clients,
 * four rounds, a straggler whose update is merged late, a client that leaves in the middle of its
 * work and comes back, a device that fails, and a missed quorum. All of it may be spoilt before it
 * is written.
 */
final class SampleRun {
  static final long SECOND = 1_000_000_000L;
  static final int SIZE = 24;
  static final int OWNED = 40;

  final List<SampleEvent> events = new ArrayList<>();
  final List<SampleFrame> frames = new ArrayList<>();
  final Map<String, float[]> common = new LinkedHashMap<>();
  final Map<Integer, float[]> owned = new TreeMap<>();
  final JsonObject summary = new JsonObject();
  String seed = "7";
  String merge = "weighted-mean";
  String pace = "virtual";
  private final Map<Long, SampleFrame> arrived = new TreeMap<>();

  SampleRun() {
    for (int client = 0; client < 3; client++) {
      owned.put(client, values("private", client, OWNED));
    }
    double late = Math.sqrt(0.5);
    start();
    open(0, 1, 0, 0, 1, 2);
    work(1, 0, 0, 10);
    work(2, 1, 0, 20);
    event(1, "work-started", 3, 2)
        .set("steps", 5)
        .set("tokens", 50)
        .set("flops", 500)
        .set("until", 70 * SECOND);
    send(10, 1, 0, "update-received", 1, 0, 11);
    send(20, 2, 1, "update-received", 1, 0, 21);
    merged(60, 1, 0, 1, 1, 0.5, 0);
    merged(60, 2, 1, 1, 1, 0.5, 0);
    close(60, 1, "deadline", 3, 2, 2, true, 1);

    open(60, 2, 1, 0, 1);
    work(4, 0, 60, 65);
    event(61, "work-started", 5, 1)
        .set("steps", 5)
        .set("tokens", 50)
        .set("flops", 500)
        .set("until", 80 * SECOND);
    send(65, 4, 0, "update-received", 2, 1, 66);
    finish(70, 3, 2);
    event(71, "client-away", -1, 1).set("reason", "window");
    outcome(71, "request-lost", 5, 2, 1).set("reason", "window");
    event(71, "work-abandoned", 5, 1).set("steps", 2).set("tokens", 20).set("flops", 200);
    send(72, 3, 2, "update-kept", 1, 0, 75);
    event(90, "client-back", -1, 1);
    event(90, "message-sent", -1, 1).set("kind", "hello").set("direction", "up").set("bytes", 19);
    merged(91, 4, 0, 2, 2, 1 / (1 + late), 0);
    merged(91, 3, 2, 1, 2, late / (1 + late), 1).set("late", true);
    close(91, 2, "all", 2, 1, 2, true, 2);

    open(91, 3, 2, 0, 1, 2);
    for (int client = 0; client < 3; client++) {
      work(6 + client, client, 91, 95);
      send(95, 6 + client, client, "update-received", 3, 2, 96);
    }
    for (int client = 0; client < 3; client++) {
      merged(96, 6 + client, client, 3, 3, 1.0 / 3, 0);
    }
    close(96, 3, "all", 3, 3, 3, true, 3);

    open(96, 4, 3, 0, 1, 2);
    work(9, 0, 96, 97);
    send(97, 9, 0, "update-received", 4, 3, 98);
    event(97, "work-started", 10, 1)
        .set("steps", 5)
        .set("tokens", 50)
        .set("flops", 500)
        .set("until", 99 * SECOND);
    event(99, "work-failed", 10, 1).set("reason", "no memory");
    outcome(99, "request-lost", 10, 4, 1).set("reason", "device-failed");
    outcome(100, "request-lost", 11, 4, 2).set("reason", "device-failed");
    outcome(156, "request-cancelled", 9, 4, 0).set("reason", "quorum-missed");
    close(156, 4, "deadline", 3, 1, 0, false, 3);
    add(156, "run-completed").set("rounds", 4).set("version", 3);
    fillSummary();
  }

  private void start() {
    add(0, "run-started")
        .set("scenario", "sample")
        .set("method", "made-up")
        .set("seed", 7)
        .set("clients", 3)
        .set("rounds", 4)
        .set("collection", "synchronous")
        .set("concurrency", 0)
        .set("buffer", 0)
        .set("mixing", 0)
        .set("period", -1)
        .set("tiers", 0)
        .set("tierWeights", "")
        .set("staleness", "polynomial")
        .set("hingeDelay", 0)
        .set("hingeSlope", 0)
        .set("centre", "mean")
        .set("trim", 0)
        .set("clipNorm", 0)
        .set("deadline", 60 * SECOND)
        .set("crashDetection", 100 * SECOND)
        .set("quorum", 0.5)
        .set("acceptLate", true)
        .set("localSteps", 3)
        .set("workLimit", -1)
        .set("stalenessBound", 4)
        .set("stalenessExponent", 0.5)
        .set("merge", merge)
        .set("mergeTerms", new JsonObject())
        .set("pace", pace)
        .set("metric", "accuracy")
        .set("leaves", leaves());
    for (int client = 0; client < 3; client++) {
      add(0, "client-registered")
          .set("client", client)
          .set("group", "all")
          .set("behaviour", "steady")
          .set("train", 10)
          .set("test", 5)
          .set("labels", new JsonObject())
          .set("speed", 1e9)
          .set("up", 1e6)
          .set("down", 1e6)
          .set("latency", 0);
    }
  }

  private SampleEvent add(double second, String type) {
    SampleEvent event = new SampleEvent((long) (second * SECOND), type);
    events.add(event);
    return event;
  }

  private static JsonObject leaves() {
    JsonObject leaves = new JsonObject();
    leaves.addProperty("common", "1-4");
    return leaves;
  }

  private SampleEvent event(double second, String type, long request, int client) {
    SampleEvent event = add(second, type);
    if (request > 0) {
      event.set("request", request);
    }
    return event.set("client", client);
  }

  private SampleEvent outcome(double second, String type, long request, int round, int client) {
    return add(second, type).set("request", request).set("round", round).set("client", client);
  }

  private void open(double second, int round, long version, int... asked) {
    add(second, "round-opened")
        .set("round", round)
        .set("version", version)
        .set("asked", asked)
        .set("deadline", (long) ((second + 60) * SECOND));
    long request = events.stream().filter(e -> e.type.equals("request-sent")).count();
    for (int client : asked) {
      outcome(second, "request-sent", ++request, round, client)
          .set("version", version)
          .set("bytes", 150)
          .set("parameters", SIZE);
    }
  }

  private void work(long request, int client, double from, double to) {
    event(from, "work-started", request, client)
        .set("steps", 5)
        .set("tokens", 50)
        .set("flops", 500)
        .set("until", (long) (to * SECOND));
    finish(to, request, client);
  }

  private void finish(double second, long request, int client) {
    event(second, "work-finished", request, client)
        .set("steps", 5)
        .set("tokens", 50)
        .set("flops", 500)
        .set("loss", 0.5);
  }

  private void send(
      double second, long request, int client, String type, int round, long version, double at) {
    SampleFrame frame =
        new SampleFrame(request, round, version).with("common", values("update", request, SIZE));
    frames.add(frame);
    arrived.put(request, frame);
    event(second, "update-sent", request, client)
        .set("bytes", frame.bytes().length)
        .set("parameters", frame.parameters());
    outcome(at, type, request, round, client).set("checksum", frame.checksum());
  }

  private SampleEvent merged(
      double second, long request, int client, int round, long version, double weight, int stale) {
    return outcome(second, "update-merged", request, round, client)
        .set("version", version)
        .set("weight", weight)
        .set("staleness", stale)
        .set("late", false);
  }

  private void close(
      double second,
      int round,
      String reason,
      int asked,
      int arrivals,
      int merged,
      boolean quorum,
      long version) {
    events.sort((a, b) -> Long.compare(a.time, b.time));
    remerge(version);
    add(second, "round-closed")
        .set("round", round)
        .set("reason", reason)
        .set("asked", asked)
        .set("arrived", arrivals)
        .set("merged", merged)
        .set("quorum", quorum)
        .set("version", version)
        .set("checksum", SampleFrame.checksum(common));
  }

  /** The common state of a version from its updates. */
  void remerge(long version) {
    double[] sum = new double[SIZE];
    double weights = 0;
    for (SampleEvent event : events) {
      if (event.type.equals("update-merged") && event.belongsTo("version", version)) {
        double weight = event.fields.get("weight").getAsDouble();
        weights += weight;
        float[] values = arrived.get(event.fields.get("request").getAsLong()).parts.get("common");
        for (int i = 0; i < SIZE; i++) {
          sum[i] += weight * values[i];
        }
      }
    }
    float[] mean = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      mean[i] = (float) (sum[i] / weights);
    }
    common.put("common", mean);
  }

  static float[] values(String purpose, long id, int count) {
    RandomStream stream = RandomStream.of(3, purpose, id);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) stream.nextGaussian();
    }
    return values;
  }

  /** The event of a type that belongs to a request, round or client. */
  SampleEvent the(String type, String id, long number) {
    return events.stream()
        .filter(event -> event.type.equals(type) && event.belongsTo(id, number))
        .findFirst()
        .orElseThrow();
  }

  SampleEvent the(String type, long request) {
    return the(type, "request", request);
  }

  /** Puts a new event behind another, at the same instant. */
  SampleEvent behind(SampleEvent other, String type) {
    SampleEvent event = new SampleEvent(other.time, type);
    events.add(events.indexOf(other) + 1, event);
    return event;
  }

  SampleFrame frame(long request) {
    return arrived.get(request);
  }

  private void fillSummary() {
    put("", "schema", 1, "scenario", "sample", "method", "made-up", "seed", 7);
    put("", "status", "completed", "rounds", 4);
    put("time", "virtualSeconds", 156, "wallSeconds", 1.5);
    put("updates", "requested", 11, "merged", 7, "mergedLate", 1, "late", 0, "lost", 3);
    put("updates", "rejected", 0, "cancelled", 1, "duplicate", 0);
    long bytes = 19;
    for (SampleFrame frame : frames) {
      bytes += frame.bytes().length;
    }
    put("traffic", "upBytes", bytes, "downBytes", 11 * 150);
    put("traffic", "upParameters", 8 * SIZE, "downParameters", 11 * SIZE);
    put("compute", "steps", 42, "tokens", 420, "flops", 4200);
    put("numerics", "instructionSet", "one", "native", "one");
    put("metric", "name", "accuracy", "mean", 0.5, "min", 0.25, "max", 0.75);
    put("metric", "perClient", array("[0.25,0.5,0.75]"));
    put("afterLocal", "mean", 0.5, "perClient", array("[0.25,null,0.75]"));
    put("", "loss", 2, "ranks", array("[3,2,1]"));
  }

  private static JsonArray array(String json) {
    return JsonParser.parseString(json).getAsJsonArray();
  }

  /** The metrics files that go with the events; rounds 2 and 4 were scored. */
  private void writeMetrics(Path folder) throws IOException {
    StringBuilder rounds = new StringBuilder();
    StringBuilder clients = new StringBuilder();
    RoundBook book = new RoundBook();
    for (int i = 0; i < events.size(); i++) {
      book.see(new Line(events.get(i).line(i + 1)));
    }
    for (int round = 1; round <= 4; round++) {
      RoundBook.Closed closed = book.closed(round);
      if (closed == null) {
        continue;
      }
      JsonObject line = new JsonObject();
      line.addProperty("round", round);
      line.addProperty("t", closed.time());
      line.addProperty("closed", closed.reason());
      line.addProperty("trainLoss", round == 1 ? null : 1.5);
      closed.updates().forEach(line::addProperty);
      boolean scored = round % 2 == 0;
      line.addProperty("metric", scored ? 0.5 : null);
      line.addProperty("metricMin", scored ? 0.25 : null);
      line.addProperty("metricMax", scored ? 0.75 : null);
      line.addProperty("loss", scored ? 2 : null);
      line.add("reports", JsonParser.parseString(round == 1 ? "{}" : "{\"ratio\":4}"));
      rounds.append(line).append('\n');
      for (int client = 0; client < 3 && round > 1; client++) {
        clients.append(
            "{\"round\":%d,\"t\":%d,\"client\":%d,\"metric\":%s,\"loss\":%s,\"reports\":%s}\n"
                .formatted(
                    round,
                    closed.time(),
                    client,
                    scored ? 0.25 * (client + 1) : null,
                    scored ? client + 1 : null,
                    client == 1 ? null : "{\"ratio\":4,\"train-loss\":" + (1 + client / 2) + "}"));
      }
    }
    Files.writeString(folder.resolve("rounds.jsonl"), rounds);
    Files.writeString(folder.resolve("clients.jsonl"), clients);
    Files.writeString(
        folder.resolve("spectra.jsonl"),
        "{\"client\":null,\"rank\":9}\n{\"client\":0,\"rank\":3}\n{\"client\":0,\"rank\":1}\n"
            + "{\"client\":1,\"rank\":2}\n{\"client\":2,\"rank\":1}\n");
  }

  private void put(String block, Object... pairs) {
    JsonObject into = summary;
    if (!block.isEmpty()) {
      if (!summary.has(block)) {
        summary.add(block, new JsonObject());
      }
      into = summary.getAsJsonObject(block);
    }
    for (int i = 0; i < pairs.length; i += 2) {
      into.add((String) pairs[i], new SampleEvent(0, "").set("x", pairs[i + 1]).fields.get("x"));
    }
  }

  String journal() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < events.size(); i++) {
      lines.append(events.get(i).line(i + 1)).append('\n');
    }
    return lines.toString();
  }

  /** Writes the folder; digests are of what is written, spoilt or not. */
  Path write(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("adapters"));
    Files.writeString(
        folder.resolve("scenario.conf"),
        "# resolved\nname = sample\nseed = " + seed + "\nrounds = 4\ndevices {\n  slots = 2\n}\n");
    Files.writeString(folder.resolve("events.jsonl"), journal());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (SampleFrame frame : frames) {
      out.writeInt(frame.bytes().length);
      out.write(frame.bytes());
    }
    Files.write(folder.resolve("updates.frames"), bytes.toByteArray());
    writeMetrics(folder);
    state(folder, "common", common);
    owned.forEach((client, values) -> state(folder, "client-" + client, Map.of("private", values)));
    seal(folder);
    return folder;
  }

  /** Writes the summary anew with the digests of the files as they are. */
  void seal(Path folder) throws IOException {
    List<Path> adapters = new ArrayList<>();
    for (String name : List.of("client-0", "client-1", "client-2", "common")) {
      adapters.add(folder.resolve("adapters/" + name + ".safetensors"));
    }
    summary.addProperty("fingerprint", Digests.of(adapters));
    summary.addProperty("journal", Digests.of(List.of(folder.resolve("events.jsonl"))));
    Files.writeString(folder.resolve("summary.json"), summary.toString());
  }

  private static void state(Path folder, String name, Map<String, float[]> parts) {
    StateFile.write(folder.resolve("adapters/" + name + ".safetensors"), state(parts), Map.of());
  }

  /** Parts of two arrays each. */
  static State state(Map<String, float[]> parts) {
    List<Part> stored = new ArrayList<>();
    parts.forEach(
        (part, values) ->
            stored.add(
                new Part(
                    part,
                    Layout.builder().add("first", 2, 3).add("second", values.length - 6).build(),
                    values)));
    return State.of(stored);
  }
}
