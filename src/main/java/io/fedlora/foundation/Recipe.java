package io.fedlora.foundation;

import java.util.List;

/** What one step computes from the parts and its batches. */
public sealed interface Recipe {
  /** The parts whose gradients a step gives. */
  List<String> gradients();

  /** The parts that a step itself moves. */
  default List<String> updated() {
    return List.of();
  }

  /** The further numbers that a step gives, by name. */
  default List<String> logged() {
    return List.of();
  }

  /**
   * The gradient of a loss with respect to some parts; one batch. Result: {@code gradients} of
   * those parts.
   *
   * @param trainable names of parts
   * @param loss what the gradient is taken of
   * @param givesScores whether the class scores that the loss was taken of are returned too
   */
  record Gradient(List<String> trainable, Loss loss, boolean givesScores) implements Recipe {
    public Gradient {
      trainable = List.copyOf(trainable);
    }

    /** Without the class scores. */
    public Gradient(List<String> trainable, Loss loss) {
      this(trainable, loss, false);
    }

    /** Of cross-entropy alone. */
    public Gradient(List<String> trainable) {
      this(trainable, Loss.CROSS_ENTROPY);
    }

    @Override
    public List<String> gradients() {
      return trainable;
    }
  }

  /**
   * The bilevel step of PF2LoRA ({@code docs/methods.md#pf2lora}) on two batches ξ and ζ: with
   * {@code g_y} the lower gradient on ξ, {@code y⁺ = y − α g_y}; {@code (p, v)} the gradients on ζ
   * at y⁺; {@code h = p − α ∇²_xy f(x, y; ξ) v}. Result: {@code updated} holds y⁺, {@code
   * gradients} holds h for the upper parts, {@code logged} holds {@code hypergradient-ratio}
   * ‖αHVP‖/‖p‖ over all upper parts (absent with {@link Hypergradient#NONE}). The loss is that on ζ
   * at (x, y⁺).
   *
   * @param upper the parts that follow the hypergradient, x
   * @param lower the part that takes the lower step, y
   * @param form how the second-order term is computed
   */
  record Bilevel(List<String> upper, String lower, Hypergradient form) implements Recipe {
    public Bilevel {
      upper = List.copyOf(upper);
    }

    @Override
    public List<String> gradients() {
      return upper;
    }

    @Override
    public List<String> updated() {
      return List.of(lower);
    }

    @Override
    public List<String> logged() {
      return form.logged();
    }
  }

  /**
   * The meta-gradient of one inner step (Per-FedAvg; {@code docs/methods.md#per-fedavg-lora}) on
   * batches ξ1, ξ2 and ξ3: {@code w' = w − a ∇f(w; ξ1)}, {@code g = ∇f(w'; ξ2)}, {@code h = g − a
   * ∇²f(w; ξ3) g}. Result: {@code gradients} holds h, {@code logged} holds {@code
   * hypergradient-ratio} ‖a∇²f g‖/‖g‖ (absent with {@link Hypergradient#NONE}). The loss is that on
   * ξ2 at w'.
   *
   * @param trainable the parts of w
   * @param form of the second-order term: exact (full), central (HF) or none (FO); the step of the
   *     difference is δ‖g‖/‖w‖
   * @param sharedCurvature whether ξ3 = ξ1: then only two batches are given, and the exact form
   *     keeps the graph of the inner step
   */
  record Meta(List<String> trainable, Hypergradient form, boolean sharedCurvature)
      implements Recipe {
    public Meta {
      trainable = List.copyOf(trainable);
      if (form == Hypergradient.ONE_SIDED) {
        throw new IllegalArgumentException("a meta-gradient has no one-sided form");
      }
    }

    @Override
    public List<String> gradients() {
      return trainable;
    }

    @Override
    public List<String> logged() {
      return form.logged();
    }

    /** How many batches it takes. */
    public int batches() {
      return form == Hypergradient.NONE || sharedCurvature ? 2 : 3;
    }
  }
}
