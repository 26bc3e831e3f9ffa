package io.fedlora.run;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.State;
import io.fedlora.device.DeviceFaultException;
import io.fedlora.device.Score;
import io.fedlora.device.Trained;
import io.fedlora.device.Trainer;
import io.fedlora.device.WorkOrder;
import io.fedlora.device.Workload;
import io.fedlora.world.DeviceTrouble;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A trainer on devices that have their troubles. What befalls a piece of work is settled in the
 * turn in which it begins; here, on a device thread, it is only carried out.
 */
final class TroubledTrainer implements Trainer {
  private final Trainer trainer;
  private final Map<Long, DeviceTrouble> troubles = new TreeMap<>();

  TroubledTrainer(Trainer trainer) {
    this.trainer = trainer;
  }

  /** This is what befalls the work of a request. */
  synchronized void expect(long request, DeviceTrouble trouble) {
    if (trouble != DeviceTrouble.NONE) {
      troubles.put(request, trouble);
    }
  }

  private synchronized DeviceTrouble taken(long request) {
    DeviceTrouble trouble = troubles.remove(request);
    return trouble == null ? DeviceTrouble.NONE : trouble;
  }

  @Override
  public Workload workload(WorkOrder order, State received, Owned own, boolean first) {
    return trainer.workload(order, received, own, first);
  }

  @Override
  public Trained train(WorkOrder order, State received, Owned own) {
    DeviceTrouble trouble = taken(order.request());
    if (trouble.realNanos() > 0) {
      try {
        TimeUnit.NANOSECONDS.sleep(trouble.realNanos());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (trouble.fails()) {
      throw new DeviceFaultException("device-failed");
    }
    return trainer.train(order, received, own);
  }

  @Override
  public Score score(int client, State common, Owned own) {
    return trainer.score(client, common, own);
  }
}
