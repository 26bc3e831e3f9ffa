package io.fedlora.bench;

import io.fedlora.foundation.Hypergradient;
import io.fedlora.foundation.Recipe;
import java.util.List;

/** The steps that are timed: the plain gradient and the forms of the bilevel step. */
public enum StepMethod {
  /** The gradient of one adapter. */
  HOMLORA("homlora"),
  /** The bilevel step by double backward. */
  EXACT("pf2lora exact"),
  /** The bilevel step by a one-sided difference. */
  ONE_SIDED("pf2lora one-sided"),
  /** The bilevel step by a central difference. */
  CENTRAL("pf2lora central"),
  /** The bilevel step without its second-order term. */
  FIRST_ORDER("pf2lora first-order");

  private final String label;

  StepMethod(String label) {
    this.label = label;
  }

  /** As printed. */
  public String label() {
    return label;
  }

  /** Whether it takes a difference of gradients. */
  public boolean isDifference() {
    return this == ONE_SIDED || this == CENTRAL;
  }

  /** How many batches it takes. */
  int batches() {
    return this == HOMLORA ? 1 : 2;
  }

  Recipe recipe() {
    List<String> upper = List.of("common", "head");
    return switch (this) {
      case HOMLORA -> new Recipe.Gradient(upper);
      case EXACT -> new Recipe.Bilevel(upper, "private", Hypergradient.EXACT);
      case ONE_SIDED -> new Recipe.Bilevel(upper, "private", Hypergradient.ONE_SIDED);
      case CENTRAL -> new Recipe.Bilevel(upper, "private", Hypergradient.CENTRAL);
      case FIRST_ORDER -> new Recipe.Bilevel(upper, "private", Hypergradient.NONE);
    };
  }
}
