package io.fedlora.foundation.torch;

import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts a program's methods together into the source of its module. */
final class ProgramText {
  private ProgramText() {}

  /** A recipe over a loss over an encoder. */
  static String step(RecipeText recipe, List<Leaf> leaves, Draft draft) {
    return module(
        recipe.text(leaves) + loss(recipe.loss(), draft) + new EncoderText(draft).scores());
  }

  /** The class scores alone. */
  static String scores(Draft draft) {
    return module(Template.named("scores").fill(Map.of()) + new EncoderText(draft).scores());
  }

  /** The activations at the input of a layer. */
  static String prefix(int layer, Draft draft) {
    return module(new EncoderText(draft).prefix(layer));
  }

  /** A module of these methods. */
  static String module(String methods) {
    return Template.named("program").fill(Map.of("methods", methods));
  }

  private static String loss(Loss loss, Draft draft) {
    boolean fromTokens = draft.wiring().lowestTrainableLayer() == Insertion.EMBEDDINGS;
    Map<String, String> slots =
        Map.of(
            "classes", String.valueOf(draft.wiring().head().classes()),
            "host", String.valueOf(draft.numbers().hostCode()),
            "teacher", String.valueOf(BatchArrays.teacherPlace(fromTokens)),
            "temperature", String.valueOf(loss.temperature()),
            "task-weight", String.valueOf(loss.taskWeight()),
            "divergence-weight",
                String.valueOf(loss.divergenceWeight() * loss.temperature() * loss.temperature()));
    List<String> terms = new ArrayList<>();
    terms.add(loss.task() == Loss.Task.BINARY ? "loss-binary" : "loss-task");
    if (loss.needsTeacher() || loss.taskWeight() != 1) {
      terms.add(loss.needsTeacher() ? "loss-divergence" : "loss-weight");
    }
    StringBuilder text = new StringBuilder();
    for (String term : terms) {
      text.append(Template.named(term).fill(slots));
    }
    return Template.named("loss").fill(Map.of("terms", text.toString()));
  }
}
