package io.fedlora.foundation.torch;

import java.util.ArrayList;
import java.util.List;

/** The constant arrays of one program; scripts find them in their list of frozen tensors. */
final class Constants {
  /**
   * A constant.
   *
   * @param values row-major
   */
  record Constant(double[] values, long[] shape) {}

  private final int firstPlace;
  private final List<Constant> constants = new ArrayList<>();

  /**
   * @param firstPlace the place of the first constant, behind the frozen weights
   */
  Constants(int firstPlace) {
    this.firstPlace = firstPlace;
  }

  /** Adds a constant and gives its spelling in the script. */
  String add(double[] values, long... shape) {
    constants.add(new Constant(values, shape));
    return "frozen[" + (firstPlace + constants.size() - 1) + "]";
  }

  /** All of them, in order. */
  List<Constant> all() {
    return constants;
  }
}
