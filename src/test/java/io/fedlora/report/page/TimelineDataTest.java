package io.fedlora.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.fedlora.report.reading.RunReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelineDataTest {
  @TempDir private Path folder;

  private final List<String> events = new ArrayList<>();

  private void register(int clients) {
    for (int k = 0; k < clients; k++) {
      events.add("{'t':0,'type':'client-registered','client':%d,'group':'all'}".formatted(k));
    }
  }

  private void ask(int client) {
    events.add(
        "{'t':1,'type':'request-sent','request':%d,'round':1,'client':%d,'bytes':7}"
            .formatted(client, client));
  }

  private JsonObject timeline() throws IOException {
    Files.writeString(folder.resolve("scenario.conf"), "name = lanes");
    Files.write(
        folder.resolve("events.jsonl"),
        events.stream().map(line -> line.replace('\'', '"')).toList());
    return JsonParser.parseString(Report.data(RunReading.of(folder)))
        .getAsJsonObject()
        .getAsJsonObject("timeline");
  }

  private static List<Integer> numbers(JsonObject timeline, String name) {
    List<Integer> all = new ArrayList<>();
    for (JsonElement one : timeline.getAsJsonArray(name)) {
      all.add(one.getAsInt());
    }
    return all;
  }

  @Test
  void lanesStandByTierTheFastestFirst() throws IOException {
    register(4);
    events.add("{'t':0,'type':'tier-formed','tier':1,'clients':[2,3],'concurrency':2}");
    events.add("{'t':0,'type':'tier-formed','tier':2,'clients':[0],'concurrency':1}");
    JsonObject timeline = timeline();
    assertThat(numbers(timeline, "lanes")).containsExactly(2, 3, 0, 1);
    assertThat(numbers(timeline, "tiers")).containsExactly(1, 1, 2, 0);
  }

  @Test
  void withoutTiersLanesStandByNumber() throws IOException {
    register(3);
    JsonObject timeline = timeline();
    assertThat(numbers(timeline, "lanes")).containsExactly(0, 1, 2);
    assertThat(numbers(timeline, "tiers")).isEmpty();
  }

  @Test
  void ofTooManyClientsThoseThatTookPartAreDrawn() throws IOException {
    register(1000);
    for (int k = 0; k < 1000; k += 5) {
      ask(k);
    }
    JsonObject timeline = timeline();
    assertThat(timeline.get("of").getAsInt()).isEqualTo(1000);
    assertThat(timeline.get("asked").getAsInt()).isEqualTo(200);
    assertThat(numbers(timeline, "lanes")).hasSize(160).allMatch(k -> k % 5 == 0);
  }

  @Test
  void ofFewClientsAllAreDrawn() throws IOException {
    register(12);
    ask(3);
    assertThat(numbers(timeline(), "lanes")).hasSize(12);
  }
}
