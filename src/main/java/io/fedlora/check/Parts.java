package io.fedlora.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts of a common state by name, one version after the other. */
final class Parts {
  private final Map<String, Values> byName = new LinkedHashMap<>();

  Parts(List<Values> initial) {
    initial.forEach(this::put);
  }

  /**
   * The part of that name.
   *
   * @throws FrameException if there is none
   */
  Values get(String name) throws FrameException {
    Values values = byName.get(name);
    if (values == null) {
      throw new FrameException("the common state has no part " + name);
    }
    return values;
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }

  void put(Values values) {
    byName.put(values.part(), values);
  }

  List<Values> all() {
    return new ArrayList<>(byName.values());
  }

  /**
   * Puts the weighted mean of a part that the updates hold, where the common state has that part.
   *
   * @throws FrameException if not all hold it, or unlike
   */
  void putMean(String name, List<OwnMerge.Share> shares) throws FrameException {
    if (has(name)) {
      put(mean(name, shares));
    }
  }

  private static Values mean(String name, List<OwnMerge.Share> shares) throws FrameException {
    List<CommonState.Share> holders = new ArrayList<>();
    for (OwnMerge.Share share : shares) {
      holders.add(new CommonState.Share(share.client(), List.of(share.need(name)), share.weight()));
    }
    return CommonState.centre(holders, CommonState::mean).get(0);
  }
}
