package io.fedlora.run;

import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.corpus.Batch;
import io.fedlora.foundation.FrozenModel;
import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.LowRank;
import io.fedlora.foundation.Wiring;
import io.fedlora.method.Scored;
import io.fedlora.peft.PeftAdapter;
import io.fedlora.peft.PeftFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A client's model at the end of a run, beside what was exported of it: both are put on the frozen
 * encoder, and what they answer to some texts is compared.
 */
public final class ExportedModel {
  private final ClientModel client;

  private ExportedModel(ClientModel client) {
    this.client = client;
  }

  /** The model of a client of a run that has ended. */
  public static ExportedModel of(Path run, int client) {
    return new ExportedModel(ClientModel.read(RunFolder.begun(run), client));
  }

  /** How far the scores that an exported folder gives are from those of the adapters it is of. */
  public double difference(Path exported) {
    return furthest(loaded(PeftFolder.read(exported)), expected(exported));
  }

  /** How far they are from those of the encoder without any adapter, under the same head. */
  public double change(Path exported) {
    Scored loaded = loaded(PeftFolder.read(exported));
    return furthest(loaded, only(loaded, one -> false));
  }

  private Scored expected(Path exported) {
    Predicate<String> common = client.common()::has;
    return switch (exported.getFileName().toString()) {
      case "merged" -> client.whole().orElseThrow();
      case "common" ->
          only(client.scored(), one -> common.test(one.downPart()) && common.test(one.upPart()));
      default ->
          only(client.scored(), one -> !common.test(one.downPart()) && !common.test(one.upPart()));
    };
  }

  private static Scored only(Scored model, Predicate<LowRank> kept) {
    List<Insertion> insertions = new ArrayList<>();
    for (Insertion insertion : model.wiring().insertions()) {
      if (insertion instanceof LowRank adapter && kept.test(adapter)) {
        insertions.add(adapter);
      }
    }
    Wiring wiring = with(model.wiring(), insertions);
    return new Scored(wiring, model.state().only(wiring.parts()));
  }

  private static Wiring with(Wiring wiring, List<Insertion> insertions) {
    return new Wiring(wiring.architecture(), insertions, wiring.head(), wiring.pooling());
  }

  private Scored loaded(PeftFolder folder) {
    PeftAdapter adapter = folder.adapter();
    List<Insertion> insertions = new ArrayList<>();
    adapter
        .updates()
        .forEach(
            (site, factors) ->
                insertions.add(
                    new LowRank(
                        "loaded", site.layer(), site.linear(), factors.rank(), adapter.scale())));
    Wiring wiring = with(client.scored().wiring(), insertions);
    Part part = Part.zeros("loaded", wiring.layout("loaded"));
    adapter
        .updates()
        .forEach(
            (site, factors) -> {
              String linear = "layer." + site.layer() + "." + site.linear().key();
              put(part, linear + ".A", factors.a());
              put(part, linear + ".Bt", factors.bt());
            });
    String name = wiring.head().part();
    Part head = Part.zeros(name, wiring.layout(name));
    folder.head().orElseThrow().tensors().forEach((key, one) -> put(head, key, one.values()));
    return new Scored(wiring, State.of(part, head));
  }

  private static void put(Part part, String entry, float[] values) {
    System.arraycopy(values, 0, part.values(), part.layout().entry(entry).offset(), values.length);
  }

  private double furthest(Scored one, Scored other) {
    try (FrozenModel model = client.run().loadModel()) {
      Batch texts = client.run().population().table().batch(0, 1, 2, 3, 4, 5);
      float[][] scores = model.logits(one.wiring(), one.state(), texts);
      float[][] others = model.logits(other.wiring(), other.state(), texts);
      double furthest = 0;
      for (int text = 0; text < scores.length; text++) {
        for (int label = 0; label < scores[text].length; label++) {
          furthest = Math.max(furthest, Math.abs(scores[text][label] - others[text][label]));
        }
      }
      return furthest;
    }
  }
}
