package io.fedlora.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.journal.Event;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClientTallyTest {
  private final ClientTally tally = new ClientTally();

  @Test
  void outcomesGoToTheirClients() {
    tally.append(
        new Event.ClientRegistered(2, "slow", "steady", 9, 3, new TreeMap<>(), 1, 1, 1, 0));
    for (long request = 1; request <= 6; request++) {
      tally.append(new Event.RequestSent(request, 1, 2, 0, 10, 5));
    }
    tally.append(new Event.UpdateMerged(1, 1, 2, 1, 0.5, 0, false));
    tally.append(new Event.UpdateMerged(2, 1, 2, 2, 0.5, 1, true));
    tally.append(new Event.UpdateLate(3, 1, 2));
    tally.append(new Event.RequestLost(4, 1, 2, "away"));
    tally.append(new Event.UpdateRejected(5, 1, 2, "wrong"));
    tally.append(new Event.RequestCancelled(6, 1, 2, "surplus"));
    ClientTally.Fate fate = tally.fates().get(2);
    assertThat(fate).isNotNull();
    assertThat(fate.group()).isEqualTo("slow");
    assertThat(fate.train()).isEqualTo(9);
    assertThat(fate.requested()).isEqualTo(6);
    assertThat(fate.merged()).isEqualTo(2);
    assertThat(fate.mergedLate()).isEqualTo(1);
    assertThat(fate.late()).isEqualTo(1);
    assertThat(fate.lost()).isEqualTo(1);
    assertThat(fate.rejected()).isEqualTo(1);
    assertThat(fate.cancelled()).isEqualTo(1);
    assertThat(tally.fates()).hasSize(1);
  }

  @Test
  void absencesAreCountedAndEnd() {
    tally.append(new Event.ClientAway(0, "window"));
    tally.append(new Event.ClientAway(1, "dropout-before"));
    tally.append(new Event.ClientBack(0));
    tally.append(new Event.ClientAway(0, "window"));
    assertThat(tally.awayNow()).isEqualTo(2);
    assertThat(tally.fates().get(0).timesAway()).isEqualTo(2);
    assertThat(tally.fates().get(1).timesAway()).isEqualTo(1);
  }

  @Test
  void workBrokenOffCountsAsFarAsItWent() {
    tally.append(new Event.WorkStarted(1, 0, 10, 100, 1000, 5));
    tally.append(new Event.WorkFinished(1, 0, 10, 100, 1000, 0.5));
    tally.append(new Event.WorkAbandoned(2, 1, 3, 30, 300));
    assertThat(tally.compute()).isEqualTo(new Summary.Compute(13, 130, 1300));
    assertThat(tally.finished()).isEqualTo(1);
  }
}
