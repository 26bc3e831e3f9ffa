package io.fedlora.house.planted;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Computes with functions that may be an ulp off, in a way a method. */
public class LooseMath {
  double call() {
    return Math.exp(1);
  }

  DoubleUnaryOperator reference() {
    return Math::exp;
  }

  DoubleUnaryOperator lambda() {
    return x -> Math.log(x);
  }

  double angle() {
    return Math.atan2(1, 2);
  }

  double hyperbolic() {
    return Math.sinh(1);
  }

  double tangent() {
    return Math.tan(1);
  }

  DoubleBinaryOperator power() {
    return Math::pow;
  }

  double degrees() {
    return Math.toRadians(1);
  }
}
