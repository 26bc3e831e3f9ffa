package io.fedlora.foundation.torch;

import io.fedlora.adapter.Layout;
import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.Head;
import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.Linear;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.PrefixTokens;
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
        List.of(
            draft.form() == Form.FAST ? new LowRankText() : new PlainLowRankText(),
            new MixtureText(),
            new BottleneckText());
  }

  /** The methods that give class scores from the activations below the lowest insertion. */
  String scores() {
    Wiring wiring = draft.wiring();
    Head head = wiring.head();
    Layout layout = wiring.layout(head.part());
    Map<String, String> slots = shapes();
    slots.put("start", start());
    slots.put("layers", layers(wiring.lowestComputedLayer(), architecture.layers(), oneRow()));
    slots.put("pooling", pooling());
    slots.put("head-weight", draft.pieces().exact(head.part(), layout.entry("head.weight")));
    slots.put("head-bias", draft.pieces().exact(head.part(), layout.entry("head.bias")));
    slots.put("pieces", draft.pieces().text());
    return Template.named("encoder").fill(slots) + attention();
  }

  /** The methods that give the activations at the input of a layer from token ids. */
  String prefix(int layer) {
    Map<String, String> slots = shapes();
    slots.put("embeddings", embeddings("batch[0]", "batch[1]", "batch[2]"));
    slots.put("layers", layers(0, layer, false));
    return Template.named("prefix").fill(slots) + attention();
  }

  private String start() {
    if (draft.wiring().lowestTrainableLayer() == Insertion.EMBEDDINGS) {
      return embeddings("batch[0]", "batch[4]", "batch[5]");
    }
    return Template.named("activations").fill(shapes());
  }

  private String embeddings(String ids, String positions, String segments) {
    WeightText weights = new WeightText(draft, Insertion.EMBEDDINGS);
    Map<String, String> slots = shapes();
    slots.put("words", weights.rows("words", ids));
    slots.put("positions", weights.rows("positions", positions));
    slots.put("segments", weights.rows("segments", segments));
    slots.put("norm-weight", weights.at("embedding-norm.weight"));
    slots.put("norm-bias", weights.at("embedding-norm.bias"));
    String text = Template.named("embeddings").fill(slots);
    return weights.lines() + text;
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
    WeightText weights = new WeightText(draft, layer);
    String text =
        Template.named(draft.form() == Form.FAST ? fast : "layer-plain")
            .fill(
                slot -> {
                  List<String> words = Arrays.asList(slot.split(" "));
                  return switch (words.get(0)) {
                    case "frozen" -> weights.at(words.get(1));
                    case "insert" -> insert(layer, words.get(1), words.get(2), words.get(3));
                    case "prefix" -> prefixTokens(layer);
                    default -> shapes.getOrDefault(slot, slot);
                  };
                });
    return weights.lines() + text;
  }

  /** The keys and values that stand in front of a layer's own, as a list for the script. */
  private String prefixTokens(int layer) {
    List<PrefixTokens> prefixes = draft.wiring().at(layer, PrefixTokens.class);
    if (prefixes.isEmpty()) {
      return "annotate(List[Tensor], [])";
    }
    List<String> keys = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (PrefixTokens prefix : prefixes) {
      keys.add(matrix(prefix.part(), prefix.key()));
      values.add(matrix(prefix.part(), prefix.value()));
    }
    return "[torch.cat(" + keys + ", 0), torch.cat(" + values + ", 0)]";
  }

  private String matrix(String part, String entry) {
    Layout layout = draft.wiring().layout(part);
    return draft.pieces().matrix(part, List.of(layout.entry(entry)), List.of(1.0));
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
    Map<String, String> slots = shapes();
    slots.put("prefix", Template.named("prefix-tokens").fill(shapes()));
    return Template.named(draft.form() == Form.FAST ? "attention" : "attention-plain").fill(slots);
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
