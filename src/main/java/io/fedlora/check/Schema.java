package io.fedlora.check;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which fields an event of a type must have, as {@code docs/run-folder.md} says. */
final class Schema {
  private enum Kind {
    INT("a whole number"),
    LONG("a whole number"),
    NUMBER("a number or null"),
    TEXT("text"),
    FLAG("true or false"),
    INTS("a list of whole numbers"),
    NUMBERS("a list of numbers"),
    TABLE("an object"),
    TERMS("an object of numbers"),
    RANGES("an object of ranges as 1-4 8");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  private static final Map<String, Map<String, Kind>> TYPES = new LinkedHashMap<>();

  static {
    type(
        "run-started",
        "scenario TEXT method TEXT seed LONG clients INT rounds INT collection TEXT deadline LONG"
            + " crashDetection LONG quorum NUMBER acceptLate FLAG localSteps INT workLimit LONG"
            + " concurrency INT buffer INT mixing NUMBER period LONG tiers INT tierWeights TEXT staleness TEXT"
            + " stalenessBound INT stalenessExponent NUMBER hingeDelay INT hingeSlope NUMBER merge"
            + " TEXT mergeTerms TERMS centre TEXT trim NUMBER clipNorm NUMBER pace TEXT metric TEXT leaves"
            + " RANGES");
    type(
        "client-registered",
        "client INT group TEXT behaviour TEXT train INT test INT labels TABLE speed NUMBER up"
            + " NUMBER down NUMBER latency LONG");
    type("client-timed", "client INT flops LONG bytes LONG expected LONG");
    type("tier-formed", "tier INT clients INTS concurrency INT");
    type("tier-opened", "round INT tier INT asked INTS deadline LONG");
    type("tier-closed", "round INT tier INT");
    type("round-opened", "round INT version LONG asked INTS deadline LONG");
    type(
        "request-sent",
        "request LONG round INT client INT version LONG bytes LONG parameters LONG");
    type("work-started", "request LONG client INT steps INT tokens LONG flops LONG until LONG");
    type("work-finished", "request LONG client INT steps INT tokens LONG flops LONG loss NUMBER");
    type("work-abandoned", "request LONG client INT steps INT tokens LONG flops LONG");
    type("work-failed", "request LONG client INT reason TEXT");
    type("state-discarded", "request LONG client INT reason TEXT");
    type("update-sent", "request LONG client INT bytes LONG parameters LONG");
    type("message-sent", "client INT kind TEXT direction TEXT bytes LONG");
    type("update-received", "request LONG round INT client INT checksum LONG");
    type("update-kept", "request LONG round INT client INT checksum LONG");
    type(
        "update-merged",
        "request LONG round INT client INT version LONG weight NUMBER staleness INT late FLAG");
    type("part-decided", "round INT version LONG part TEXT values NUMBERS");
    type("update-late", "request LONG round INT client INT");
    type("update-rejected", "request LONG round INT client INT reason TEXT");
    type("request-lost", "request LONG round INT client INT reason TEXT");
    type("request-cancelled", "request LONG round INT client INT reason TEXT");
    type("update-duplicate", "request LONG client INT");
    type("client-away", "client INT reason TEXT");
    type("client-back", "client INT");
    type("server-down", "kind TEXT");
    type("server-back", "round INT version LONG");
    type("state-restored", "client INT works INT");
    type("fault-injected", "kind TEXT client INT request LONG");
    type(
        "round-closed",
        "round INT reason TEXT asked INT arrived INT merged INT quorum FLAG version LONG"
            + " checksum LONG");
    type("run-completed", "rounds INT version LONG");
  }

  private Schema() {}

  private static void type(String name, String fields) {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    String[] words = fields.split(" ");
    for (int i = 0; i < words.length; i += 2) {
      kinds.put(words[i], Kind.valueOf(words[i + 1]));
    }
    TYPES.put(name, kinds);
  }

  static boolean knows(String type) {
    return TYPES.containsKey(type);
  }

  /**
   * What is wrong with the fields of an event; empty if nothing. A type that is not known may have
   * any.
   */
  static String complaint(JsonObject event) {
    for (String name : new String[] {"seq", "t"}) {
      if (!fits(event.get(name), Kind.LONG)) {
        return "has no whole number '" + name + "'";
      }
    }
    if (!fits(event.get("type"), Kind.TEXT)) {
      return "has no text 'type'";
    }
    String type = event.get("type").getAsString();
    for (Map.Entry<String, Kind> field : TYPES.getOrDefault(type, Map.of()).entrySet()) {
      JsonElement value = event.get(field.getKey());
      if (!fits(value, field.getValue())) {
        return "%s should have %s in '%s', found %s"
            .formatted(
                type, field.getValue().words, field.getKey(), value == null ? "nothing" : value);
      }
    }
    return "";
  }

  private static boolean fits(@Nullable JsonElement value, Kind kind) {
    if (value == null) {
      return false;
    }
    return switch (kind) {
      case INT -> isWhole(value) && value.getAsLong() == value.getAsInt();
      case LONG -> isWhole(value);
      case NUMBER -> value.isJsonNull() || (value instanceof JsonPrimitive p && p.isNumber());
      case TEXT -> value instanceof JsonPrimitive p && p.isString();
      case FLAG -> value instanceof JsonPrimitive p && p.isBoolean();
      case INTS ->
          value.isJsonArray()
              && value.getAsJsonArray().asList().stream().allMatch(one -> fits(one, Kind.INT));
      case NUMBERS ->
          value.isJsonArray()
              && value.getAsJsonArray().asList().stream()
                  .allMatch(one -> one instanceof JsonPrimitive p && p.isNumber());
      case TABLE -> value.isJsonObject();
      case TERMS ->
          value.isJsonObject()
              && value.getAsJsonObject().asMap().values().stream()
                  .allMatch(one -> one instanceof JsonPrimitive p && p.isNumber());
      case RANGES ->
          value.isJsonObject()
              && value.getAsJsonObject().asMap().values().stream().allMatch(Schema::isRanges);
    };
  }

  private static boolean isRanges(JsonElement value) {
    return value instanceof JsonPrimitive p
        && p.getAsString().matches("\\d{1,8}(-\\d{1,8})?( \\d{1,8}(-\\d{1,8})?)*");
  }

  private static boolean isWhole(JsonElement value) {
    if (!(value instanceof JsonPrimitive primitive) || !primitive.isNumber()) {
      return false;
    }
    try {
      Long.parseLong(primitive.getAsString());
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
