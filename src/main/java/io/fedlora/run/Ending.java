package io.fedlora.run;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.State;
import io.fedlora.device.Score;
import io.fedlora.device.Slots;
import io.fedlora.journal.Ledger;
import io.fedlora.world.Traffic;
import java.util.List;
import java.util.Optional;

/**
 * What a simulation came to.
 *
 * @param time virtual nanoseconds
 * @param rounds held
 * @param version of the common state
 * @param common what the server holds
 * @param own what each client owns
 * @param scores of each client after the last merge
 * @param afterLocal scores right after each client's last local work; empty for one that never
 *     worked
 * @param counts outcomes of requests
 * @param traffic what was sent
 * @param use of the slots
 */
public record Ending(
    long time,
    int rounds,
    long version,
    State common,
    List<Owned> own,
    List<Score> scores,
    List<Optional<Score>> afterLocal,
    Ledger.Counts counts,
    Traffic traffic,
    Slots.Use use) {}
