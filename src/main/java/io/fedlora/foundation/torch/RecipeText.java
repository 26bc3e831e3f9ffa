package io.fedlora.foundation.torch;

import io.fedlora.foundation.Hypergradient;
import io.fedlora.foundation.Loss;
import io.fedlora.foundation.Recipe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The script of a recipe and how to read what it returns: a vector of numbers (the loss, then what
 * is logged), the gradients of the leaves of some parts, then the leaves of the parts that moved. A
 * new recipe is one more of these and its template.
 *
 * @param templates its methods, {@code forward} among them; the last ones may be shared
 * @param loss what it takes gradients of
 * @param partSlots slots filled with the places of all leaves of some parts
 * @param batches how many batches it takes
 * @param gradients parts whose gradients it returns, in order
 * @param updated parts that it moves, in order
 * @param logged names of the numbers behind the loss
 * @param scores whether it returns the class scores, last of all
 */
record RecipeText(
    List<String> templates,
    Loss loss,
    Map<String, List<String>> partSlots,
    int batches,
    List<String> gradients,
    List<String> updated,
    List<String> logged,
    boolean scores) {
  /** The batch arguments of every script, in order. */
  static final List<String> BATCHES = List.of("xi[]", "zeta[]", "chi[]");

  /** The script of a recipe. */
  static RecipeText of(Recipe recipe) {
    if (recipe instanceof Recipe.Gradient gradient) {
      return new RecipeText(
          List.of(gradient.givesScores() ? "gradient-scores" : "gradient", "gradients"),
          gradient.loss(),
          Map.of("trainable", gradient.trainable()),
          1,
          gradient.gradients(),
          gradient.updated(),
          List.of(),
          gradient.givesScores());
    }
    if (recipe instanceof Recipe.Meta meta) {
      String shared = meta.form() == Hypergradient.EXACT && meta.sharedCurvature() ? "-shared" : "";
      return new RecipeText(
          List.of("meta", "meta-" + meta.form().key() + shared, "gradients"),
          Loss.CROSS_ENTROPY,
          Map.of("trainable", meta.trainable()),
          meta.batches(),
          meta.gradients(),
          meta.updated(),
          meta.logged(),
          false);
    }
    Recipe.Bilevel bilevel = (Recipe.Bilevel) recipe;
    String form = bilevel.form().key();
    return new RecipeText(
        List.of("bilevel", "second-order-" + form, "gradients"),
        Loss.CROSS_ENTROPY,
        Map.of("upper", bilevel.upper(), "lower", List.of(bilevel.lower())),
        2,
        bilevel.gradients(),
        bilevel.updated(),
        bilevel.logged(),
        false);
  }

  /** Its batch arguments as the script declares them. */
  private String batchArguments() {
    List<String> arguments = new ArrayList<>();
    for (String name : BATCHES.subList(0, batches)) {
      arguments.add(argument(name) + ": List[Tensor]");
    }
    return String.join(", ", arguments);
  }

  private static String argument(String name) {
    return name.substring(0, name.length() - 2);
  }

  /** The methods, for leaves in this order. */
  String text(List<Leaf> leaves) {
    Map<String, String> slots = new LinkedHashMap<>();
    slots.put("differences", Template.named("differences").fill(Map.of()));
    slots.put("batches", batchArguments());
    slots.put("curvature", argument(BATCHES.get(batches == 3 ? 2 : 0)));
    partSlots.forEach((slot, parts) -> slots.put(slot, places(leaves, parts)));
    StringBuilder text = new StringBuilder();
    for (String template : templates) {
      text.append(Template.named(template).fill(slots));
    }
    return text.toString();
  }

  private static String places(List<Leaf> leaves, List<String> parts) {
    StringBuilder places = new StringBuilder();
    for (String part : parts) {
      if (leaves.stream().noneMatch(leaf -> leaf.part().equals(part))) {
        throw new IllegalArgumentException(
            "the recipe names part " + part + ", the wiring has none");
      }
      for (int i = 0; i < leaves.size(); i++) {
        if (leaves.get(i).part().equals(part)) {
          places.append(places.isEmpty() ? "" : ", ").append(i);
        }
      }
    }
    return "annotate(List[int], [" + places + "])";
  }
}
