package io.fedlora.foundation.torch;

import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.Linear;
import java.util.List;

/**
 * A place in a layer's script where insertions may change the output of linears.
 *
 * @param layer from 0
 * @param linears what has just been computed, side by side in the output
 * @param input the variable the linears read
 * @param output the variable that holds their outputs
 */
record Site(int layer, List<Linear> linears, String input, String output) {
  Site {
    linears = List.copyOf(linears);
  }

  /** A line that adds a value, computed for one linear, to that linear's columns of the output. */
  String added(Linear linear, String value, Architecture architecture) {
    if (linears.size() > 1) {
      int before = linears.indexOf(linear) * architecture.outputs(linear);
      int behind = (linears.size() - 1) * architecture.outputs(linear) - before;
      value = "torch.constant_pad_nd(" + value + ", [" + before + ", " + behind + "], 0)";
    }
    return output + " = torch.add(" + output + ", " + value + ")\n";
  }
}
