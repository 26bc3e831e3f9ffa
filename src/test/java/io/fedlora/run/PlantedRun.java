package io.fedlora.run;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The events of a sound journal, into which bugs can be planted. */
final class PlantedRun {
  private final List<JsonObject> all;

  private PlantedRun(List<JsonObject> all) {
    this.all = all;
  }

  static PlantedRun of(List<String> lines) {
    return new PlantedRun(
        lines.stream()
            .map(line -> JsonParser.parseString(line).getAsJsonObject())
            .collect(Collectors.toCollection(ArrayList::new)));
  }

  /** The lines, numbered anew. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (JsonObject event : all) {
      event.addProperty("seq", lines.size() + 1);
      lines.add(event.toString());
    }
    return lines;
  }

  private static boolean is(JsonObject event, String type) {
    return event.get("type").getAsString().equals(type);
  }

  long count(String type) {
    return all.stream().filter(event -> is(event, type)).count();
  }

  JsonObject first(String type) {
    return all.stream().filter(event -> is(event, type)).findFirst().orElseThrow();
  }

  List<JsonObject> all(String type) {
    return all.stream().filter(event -> is(event, type)).toList();
  }

  JsonObject last(String type) {
    return all(type).get(all(type).size() - 1);
  }

  JsonObject withReason(String type, String reason) {
    return all.stream()
        .filter(event -> is(event, type) && event.get("reason").getAsString().equals(reason))
        .findFirst()
        .orElseThrow();
  }

  /** The first event of a type behind the first one of another. */
  JsonObject after(String type, String other) {
    return all.subList(all.indexOf(first(other)), all.size()).stream()
        .filter(event -> is(event, type))
        .findFirst()
        .orElseThrow();
  }

  /** The request of the last event of a type before the first one of another. */
  long last(String type, String other) {
    return all.subList(0, all.indexOf(first(other))).stream()
        .filter(event -> is(event, type))
        .reduce((before, event) -> event)
        .orElseThrow()
        .get("request")
        .getAsLong();
  }

  /** Something that is lost while the server is up. */
  JsonObject lostWhileUp() {
    boolean down = false;
    for (JsonObject event : all) {
      down = is(event, "server-down") || (down && !is(event, "server-back"));
      if (!down && is(event, "request-lost")) {
        return event;
      }
    }
    throw new AssertionError("nothing is lost while the server is up");
  }

  void drop(JsonObject event) {
    all.remove(event);
  }

  /** The server comes back later than it opens a round. */
  void late() {
    JsonObject back = first("server-back");
    int at = all.indexOf(back);
    all.set(at, all.get(at + 1));
    all.set(at + 1, back);
  }
}
