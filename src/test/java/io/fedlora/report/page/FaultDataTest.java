package io.fedlora.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.fedlora.report.reading.RunReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultDataTest {
  @TempDir private Path folder;

  private JsonArray of(List<String> events) throws IOException {
    Files.writeString(folder.resolve("scenario.conf"), "name = faulty");
    List<String> lines = new ArrayList<>();
    lines.add("{'t':1,'type':'request-sent','request':1,'round':1,'client':3,'bytes':70}");
    lines.addAll(events);
    Files.write(
        folder.resolve("events.jsonl"),
        lines.stream().map(line -> line.replace('\'', '"')).toList());
    return JsonParser.parseString(Report.data(RunReading.of(folder)))
        .getAsJsonObject()
        .getAsJsonArray("faults");
  }

  private static List<String> field(JsonArray rows, String name) {
    List<String> all = new ArrayList<>();
    for (JsonElement row : rows) {
      all.add(row.getAsJsonObject().get(name).getAsString());
    }
    return all;
  }

  @Test
  void everyCorruptedValueIsOfOneKindWithTheFirstAsItsExample() throws IOException {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      events.add(
          "{'t':%d,'type':'update-rejected','request':%d,'client':3,'reason':'common layer.%d.query.B[%d] is NaN'}"
              .formatted(i, i, i % 4, 7 * i));
      events.add(
          "{'t':%d,'type':'update-rejected','request':%d,'client':3,'reason':'part head holds a value of %dE%d'}"
              .formatted(i, i, i, i));
      events.add(
          "{'t':%d,'type':'update-rejected','request':%d,'client':3,'reason':'of round %d and version 2, asked for in round 4 with version 3'}"
              .formatted(i, i, i));
    }
    events.add(
        "{'t':99,'type':'update-rejected','request':9,'client':3,'reason':'part head holds a value of -Infinity'}");
    JsonArray rows = of(events);
    assertThat(field(rows, "reason"))
        .containsExactly(
            "common layer.*.query.B[…] is NaN",
            "part head holds a value of …",
            "of round … and version …, asked for in round … with version …");
    assertThat(field(rows, "count")).containsExactly("40", "41", "40");
    assertThat(field(rows, "example"))
        .startsWith("common layer.0.query.B[0] is NaN", "part head holds a value of 0E0");
  }

  @Test
  void aFaultStandsAboveWhatCameOfIt() throws IOException {
    JsonArray rows =
        of(
            List.of(
                "{'t':1,'type':'client-away','client':3,'reason':'outage'}",
                "{'t':2,'type':'request-lost','request':1,'client':3,'reason':'crash-during'}",
                "{'t':3,'type':'client-away','client':3,'reason':'crash-during'}",
                "{'t':4,'type':'update-rejected','request':1,'client':3,'reason':'x[3] is NaN'}",
                "{'t':5,'type':'fault-injected','kind':'nan-update','request':1,'client':3}",
                "{'t':6,'type':'fault-injected','kind':'crash','request':1,'client':3}"));
    assertThat(field(rows, "type"))
        .containsExactly(
            "fault-injected",
            "client-away",
            "request-lost",
            "fault-injected",
            "update-rejected",
            "client-away");
  }

  @Test
  void countsThatRequestsDoNotAddUpToAreExplained() throws IOException {
    JsonArray rows =
        of(
            List.of(
                "{'t':5,'type':'fault-injected','kind':'message-lost','request':1,'client':3}",
                "{'t':6,'type':'fault-injected','kind':'message-lost','client':3}",
                "{'t':7,'type':'fault-injected','kind':'message-lost','client':3}"));
    assertThat(field(rows, "became")).containsExactly("1 open, 2 on records of no request");
  }
}
