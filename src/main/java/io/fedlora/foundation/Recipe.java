package io.fedlora.foundation;

import java.util.List;

/** What one step computes from the parts and its batches. */
public sealed interface Recipe {
  /**
   * The gradient of the task loss with respect to some parts; one batch. Result: {@code gradients}
   * of those parts.
   *
   * @param trainable names of parts
   */
  record Gradient(List<String> trainable) implements Recipe {
    public Gradient {
      trainable = List.copyOf(trainable);
    }
  }

  /**
   * The bilevel step of PF2LoRA (algorithms reference 1.3) on two batches ξ and ζ: with {@code g_y}
   * the lower gradient on ξ, {@code y⁺ = y − α g_y}; {@code (p, v)} the gradients on ζ at y⁺;
   * {@code h = p − α ∇²_xy f(x, y; ξ) v}. Result: {@code updated} holds y⁺, {@code gradients} holds
   * h for the upper parts, {@code logged} holds {@code hypergradient-ratio} ‖αHVP‖/‖p‖ over all
   * upper parts (absent with {@link Hypergradient#NONE}). The loss is that on ζ at (x, y⁺).
   *
   * @param upper the parts that follow the hypergradient, x
   * @param lower the part that takes the lower step, y
   * @param form how the second-order term is computed
   */
  record Bilevel(List<String> upper, String lower, Hypergradient form) implements Recipe {
    public Bilevel {
      upper = List.copyOf(upper);
    }
  }
}
