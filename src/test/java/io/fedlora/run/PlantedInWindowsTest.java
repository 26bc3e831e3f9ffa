package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.fedlora.check.RunCheck;
import io.fedlora.scenario.CollectionMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bugs planted into sound runs without rounds, one at a time; every one must be found. */
class PlantedInWindowsTest {
  @TempDir private static Path folder;

  private static final class Events {
    private final List<JsonObject> all;

    Events(List<JsonObject> all) {
      this.all = all;
    }

    JsonObject first(String type) {
      return all(type).get(0);
    }

    JsonObject last(String type) {
      return all(type).get(all(type).size() - 1);
    }

    List<JsonObject> all(String type) {
      return all.stream().filter(e -> text(e, "type").equals(type)).toList();
    }

    /** The first merge of an update that had missed some. */
    JsonObject aged() {
      return all("update-merged").stream()
          .filter(e -> number(e, "staleness") > 0)
          .findFirst()
          .orElseThrow();
    }

    JsonObject closedFor(String reason) {
      return all("round-closed").stream()
          .filter(e -> text(e, "reason").equals(reason))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String text(JsonObject event, String name) {
    return event.get(name).getAsString();
  }

  private static long number(JsonObject event, String name) {
    return event.get(name).getAsLong();
  }

  @BeforeAll
  static void run() throws Exception {
    CheckedRunTest.run(4, CollectionMode.BUFFERED, 2, folder.resolve("BUFFERED"));
    CheckedRunTest.run(8, CollectionMode.ASYNCHRONOUS, 2, folder.resolve("ASYNCHRONOUS"));
    CheckedRunTest.run(11, CollectionMode.SEMI_SYNCHRONOUS, 2, folder.resolve("SEMI_SYNCHRONOUS"));
    for (CollectionMode mode : CollectionMode.values()) {
      Path run = folder.resolve(mode.name());
      if (Files.exists(run)) {
        assertThat(RunCheck.of(run).checked().get("versions reproduced bit by bit"))
            .isGreaterThan(5);
      }
    }
  }

  @ParameterizedTest(name = "{1}, {0}")
  @MethodSource("bugs")
  void isFound(
      CollectionMode mode, String name, int invariant, String words, Consumer<Events> planted)
      throws IOException {
    Path file = folder.resolve(mode.name()).resolve("events.jsonl");
    List<String> sound = Files.readAllLines(file);
    try {
      Events events =
          new Events(
              sound.stream()
                  .map(line -> JsonParser.parseString(line).getAsJsonObject())
                  .collect(Collectors.toCollection(ArrayList::new)));
      planted.accept(events);
      List<String> lines = new ArrayList<>();
      for (JsonObject event : events.all) {
        event.addProperty("seq", lines.size() + 1);
        lines.add(event.toString());
      }
      Files.write(file, lines);
      assertThat(RunCheck.of(file.getParent()).violations())
          .as(name)
          .anySatisfy(
              violation -> {
                assertThat(violation.message()).contains(words);
                assertThat(violation.invariant()).isEqualTo(invariant);
              });
    } finally {
      Files.write(file, sound);
    }
  }

  private static Arguments bug(
      CollectionMode mode, String name, int invariant, String words, Consumer<Events> planted) {
    return Arguments.of(mode, name, invariant, words, planted);
  }

  static Stream<Arguments> bugs() {
    CollectionMode buffered = CollectionMode.BUFFERED;
    CollectionMode asynchronous = CollectionMode.ASYNCHRONOUS;
    CollectionMode periodic = CollectionMode.SEMI_SYNCHRONOUS;
    return Stream.of(
        bug(
            buffered,
            "a weight that age should have lessened",
            4,
            "it should weigh",
            run -> run.aged().addProperty("weight", 0.99)),
        bug(
            asynchronous,
            "another mixing weight than the formula's",
            4,
            "it should weigh",
            run -> run.last("update-merged").addProperty("weight", 0.123)),
        bug(
            buffered,
            "older than it says",
            4,
            "says staleness",
            run -> run.aged().addProperty("staleness", 0)),
        bug(
            buffered,
            "above the bound",
            4,
            "is above the bound",
            run -> {
              run.first("run-started").addProperty("stalenessBound", 1);
              run.all("update-merged").forEach(e -> e.addProperty("staleness", 2));
            }),
        bug(
            buffered,
            "merged with another weight than it was journalled with",
            2,
            "is not the weighted mean",
            run -> {
              JsonObject merged = run.last("update-merged");
              merged.addProperty("weight", merged.get("weight").getAsDouble() * 0.9);
            }),
        bug(
            buffered,
            "one of the buffer is forgotten",
            3,
            "merges, but not requests",
            run -> run.all.remove(run.last("update-merged"))),
        bug(
            buffered,
            "closes for enough too early",
            3,
            "closes for enough with",
            run -> {
              JsonObject started = run.first("run-started");
              started.addProperty("buffer", number(started, "buffer") + 1);
            }),
        bug(
            buffered,
            "does not close with enough",
            3,
            "suffice",
            run -> {
              JsonObject started = run.first("run-started");
              started.addProperty("buffer", number(started, "buffer") - 1);
            }),
        bug(
            buffered,
            "too many at work",
            3,
            "may be at a time",
            run -> {
              JsonObject started = run.first("run-started");
              started.addProperty("concurrency", 1);
            }),
        bug(
            asynchronous,
            "a wrong count of requests",
            3,
            "says asked",
            run -> run.first("round-closed").addProperty("asked", 99)),
        bug(
            asynchronous,
            "one that was to be asked",
            3,
            "no request went to",
            run -> {
              JsonArray asked = run.last("round-opened").getAsJsonArray("asked");
              asked.add(0);
              asked.add(1);
              asked.add(2);
              asked.add(3);
            }),
        bug(
            periodic,
            "a window that closes off its period",
            3,
            "its end is",
            run -> {
              JsonObject closed = run.closedFor("period");
              closed.addProperty("t", number(closed, "t") - 1);
            }),
        bug(
            periodic,
            "closed for another reason",
            3,
            "instead of period",
            run -> run.closedFor("period").addProperty("reason", "deadline")),
        bug(
            periodic,
            "a window that is skipped",
            3,
            "comes after round",
            run -> run.last("round-opened").addProperty("round", 77)));
  }
}
