package io.fedlora.foundation.torch;

import java.util.List;
import java.util.Map;

/** Puts a program's methods together into the source of its module. */
final class ProgramText {
  private ProgramText() {}

  /** A recipe over a loss over an encoder. */
  static String step(RecipeText recipe, List<Leaf> leaves, Draft draft) {
    return module(
        recipe.text(leaves) + loss(List.of("loss-task")) + new EncoderText(draft).scores());
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

  private static String loss(List<String> terms) {
    StringBuilder text = new StringBuilder();
    for (String term : terms) {
      text.append(Template.named(term).fill(Map.of()));
    }
    return Template.named("loss").fill(Map.of("terms", text.toString()));
  }
}
