package io.fedlora.foundation.torch;

import io.fedlora.adapter.Layout;
import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.Head;
import io.fedlora.foundation.Linear;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Wiring;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the encoder: its layers with their insertions, what the head reads, and the head. */
final class EncoderText {
  private final Draft draft;
  private final Architecture architecture;
  private final List<InsertionText> insertions;

  EncoderText(Draft draft) {
    this.draft = draft;
    this.architecture = draft.wiring().architecture();
    this.insertions =
        List.of(draft.form() == Form.FAST ? new LowRankText() : new PlainLowRankText());
  }

  /** The methods that give class scores from the activations below the lowest insertion. */
  String scores() {
    Wiring wiring = draft.wiring();
    Head head = wiring.head();
    Layout layout = wiring.layout(head.part());
    Map<String, String> slots = shapes();
    slots.put("layers", layers(wiring.lowestTrainableLayer(), architecture.layers(), oneRow()));
    slots.put("pooling", pooling());
    slots.put("head-weight", draft.pieces().exact(head.part(), layout.entry("head.weight")));
    slots.put("head-bias", draft.pieces().exact(head.part(), layout.entry("head.bias")));
    slots.put("pieces", draft.pieces().text());
    return Template.named("encoder").fill(slots) + attention();
  }

  /** The methods that give the activations at the input of a layer from token ids. */
  String prefix(int layer) {
    FrozenTable frozen = draft.frozen();
    Map<String, String> slots = shapes();
    for (String name : List.of("words", "positions", "segments")) {
      slots.put(name, frozen.at(name));
    }
    slots.put("norm-weight", frozen.at("embedding-norm.weight"));
    slots.put("norm-bias", frozen.at("embedding-norm.bias"));
    slots.put("layers", layers(0, layer, false));
    return Template.named("prefix").fill(slots) + attention();
  }

  /** Whether the last layer is computed for the first token alone. */
  private boolean oneRow() {
    Wiring wiring = draft.wiring();
    return draft.form() == Form.FAST
        && wiring.pooling() == Pooling.FIRST_TOKEN
        && wiring.lowestTrainableLayer() < architecture.layers();
  }

  private String layers(int from, int to, boolean oneRowAtLast) {
    StringBuilder text = new StringBuilder();
    for (int layer = from; layer < to; layer++) {
      boolean oneRow = oneRowAtLast && layer == architecture.layers() - 1;
      text.append(layer(layer, oneRow));
    }
    return text.toString();
  }

  private String layer(int layer, boolean oneRow) {
    String fast = oneRow ? "layer-first-token" : "layer";
    Map<String, String> shapes = shapes();
    return Template.named(draft.form() == Form.FAST ? fast : "layer-plain")
        .fill(
            slot -> {
              List<String> words = Arrays.asList(slot.split(" "));
              return switch (words.get(0)) {
                case "frozen" -> draft.frozen().at(FrozenTable.key(layer, words.get(1)));
                case "insert" -> insert(layer, words.get(1), words.get(2), words.get(3));
                default -> shapes.getOrDefault(slot, slot);
              };
            });
  }

  private String insert(int layer, String keys, String input, String output) {
    List<Linear> linears = new ArrayList<>();
    for (String key : keys.split("\\+")) {
      for (Linear linear : Linear.values()) {
        if (linear.key().equals(key)) {
          linears.add(linear);
        }
      }
    }
    Site site = new Site(layer, linears, input, output);
    StringBuilder text = new StringBuilder();
    for (InsertionText kind : insertions) {
      text.append(kind.at(site, draft));
    }
    return text.toString();
  }

  private String pooling() {
    if (draft.wiring().pooling() == Pooling.MEAN) {
      return Template.named("pool-mean").fill(shapes());
    }
    return oneRow()
        ? "pooled = torch.to(x, " + draft.numbers().hostCode() + ")"
        : Template.named("pool-first-token").fill(shapes());
  }

  private String attention() {
    return Template.named(draft.form() == Form.FAST ? "attention" : "attention-plain")
        .fill(shapes());
  }

  private Map<String, String> shapes() {
    Map<String, String> slots = new LinkedHashMap<>();
    int width = architecture.width();
    boolean flat = draft.form() == Form.FAST;
    slots.put("width", String.valueOf(width));
    slots.put("heads", String.valueOf(architecture.heads()));
    slots.put("head-width", String.valueOf(width / architecture.heads()));
    slots.put("query-factor", String.valueOf(FrozenTable.queryFactor(architecture)));
    slots.put("epsilon", String.valueOf(architecture.layerNormEpsilon()));
    slots.put("compute", String.valueOf(draft.numbers().computeCode()));
    slots.put("host", String.valueOf(draft.numbers().hostCode()));
    slots.put(
        "activations",
        flat ? "[torch.mul(rows, length), " + width + "]" : "[rows, length, " + width + "]");
    return slots;
  }
}
