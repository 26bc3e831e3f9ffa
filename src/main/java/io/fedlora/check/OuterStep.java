package io.fedlora.check;

import java.util.ArrayList;
import java.util.List;

/**
 * The mean of the updates as the goal of a step of SGD with Nesterov's momentum (FDLoRA); the first
 * mean of private modules is taken as it is.
 */
final class OuterStep implements OwnMerge {
  private static final String MODULE = "common";
  private static final String FOUNDING = "private";
  private static final String MOMENTUM = "momentum-";
  private static final String STAGE = "stage";

  private final Parts parts;
  private final double rate;
  private final double momentum;

  OuterStep(List<Values> initial, double rate, double momentum) {
    this.parts = new Parts(initial);
    this.rate = rate;
    this.momentum = momentum;
  }

  @Override
  public void merge(List<Share> shares) throws FrameException {
    List<CommonState.Share> modules = new ArrayList<>();
    boolean founding = false;
    for (Share share : shares) {
      if (share.parts().isEmpty()) {
        continue;
      }
      boolean first = share.part(FOUNDING).isPresent();
      founding |= first;
      Values sent = share.need(first ? FOUNDING : MODULE);
      List<Values> moving = new ArrayList<>();
      moving.add(new Values(MODULE, sent.shapes(), sent.values()));
      if (parts.has("head")) {
        moving.add(share.need("head"));
      }
      modules.add(new CommonState.Share(share.client(), moving, share.weight()));
    }
    if (modules.isEmpty()) {
      return;
    }
    boolean begun = parts.get(STAGE).values()[0] > 0;
    for (Values goal : CommonState.centre(modules, CommonState::mean)) {
      if (founding && !begun) {
        parts.put(parts.get(goal.part()).with(goal.values()));
      } else {
        step(goal);
      }
    }
    parts.put(parts.get(STAGE).with(new float[] {1}));
  }

  private void step(Values goal) throws FrameException {
    Values old = parts.get(goal.part());
    Values moving = parts.get(MOMENTUM + goal.part());
    if (CommonState.differ(goal, old) || moving.values().length != old.values().length) {
      throw new FrameException("the updates do not have part " + goal.part() + " as it is");
    }
    float[] values = new float[old.values().length];
    float[] speeds = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      double change = (double) old.values()[i] - goal.values()[i];
      double speed = momentum * moving.values()[i] + change;
      speeds[i] = (float) speed;
      values[i] = (float) (old.values()[i] - rate * (change + momentum * speed));
    }
    parts.put(old.with(values));
    parts.put(moving.with(speeds));
  }

  @Override
  public String difference(List<Values> found) {
    return CommonState.difference(parts.all(), found);
  }
}
