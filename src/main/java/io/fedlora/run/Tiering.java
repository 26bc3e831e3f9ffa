package io.fedlora.run;

import io.fedlora.adapter.State;
import io.fedlora.device.WorkOrder;
import io.fedlora.journal.Event;
import io.fedlora.journal.Journal;
import io.fedlora.message.Body;
import io.fedlora.message.Codec;
import io.fedlora.server.Tiers;

/**
 * Puts clients into tiers by how long a request is expected to take them: the counted work of a
 * first request over the client's speed, and a record as large as the first one each way over its
 * links. All of that is known before the run, and depends on nothing that is drawn in it.
 */
final class Tiering {
  private Tiering() {}

  /** The tiers of a plan, which are journalled; none if it wants none. */
  static Tiers of(Plan plan, Codec codec, Journal journal) {
    int number = plan.server().tiers();
    if (number == 0) {
      return Tiers.NONE;
    }
    State common = plan.learning().method().initialCommon();
    long[] expected = new long[plan.conditions().fleet().profiles().size()];
    for (int client = 0; client < expected.length; client++) {
      State down = plan.learning().method().download(common, client, 1);
      long flops =
          plan.learning()
              .trainer()
              .workload(
                  new WorkOrder(0, client, 1, 0, 0),
                  down,
                  plan.learning().method().initialOwn(client),
                  false)
              .flops();
      long bytes = codec.encode(0, new Body.Download(1, 0, 0, down)).frame().length;
      expected[client] = plan.conditions().fleet().expectedNanos(client, flops, bytes);
      journal.append(new Event.ClientTimed(client, flops, bytes, expected[client]));
    }
    Tiers tiers = Tiers.of(expected, number);
    for (int tier = 0; tier < number; tier++) {
      int size = tiers.clients(tier).size();
      journal.append(
          new Event.TierFormed(tier + 1, tiers.clients(tier), plan.server().concurrencyOf(size)));
    }
    return tiers;
  }
}
