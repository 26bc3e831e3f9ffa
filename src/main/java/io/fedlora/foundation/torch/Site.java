package io.fedlora.foundation.torch;

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
}
