package io.fedlora.server;

import static io.fedlora.server.SmallServer.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.journal.Event;
import io.fedlora.message.Body;
import io.fedlora.message.Kind;
import io.fedlora.message.WireRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server makes of updates that it should not take. */
@Timeout(60)
class RejectionTest {
  private final SmallServer small = new SmallServer();

  /** Client 0 sends this; the other two answer as they should. */
  private Event.UpdateRejected rejected(Faulty faulty) throws Exception {
    small.rounds = 1;
    Server.Finished last =
        small.run(
            (client, id, down) -> {
              if (client == 0) {
                small.arrive(SECOND, 0, faulty.frame(id, down));
              } else {
                small.answer(SECOND, client, id, down);
              }
            });
    assertThat(last.common().part("common").values()).containsOnly(2.5f);
    assertThat(small.ledger.counts().merged()).isEqualTo(2);
    assertThat(small.all(Event.RoundClosed.class).get(0).reason()).isEqualTo("all");
    small.assertBooksBalance();
    return small.all(Event.UpdateRejected.class).get(0);
  }

  /** Makes a frame that a server should not take. */
  @FunctionalInterface
  private interface Faulty {
    byte[] frame(long request, Body.Download download);
  }

  @Test
  void valuesThatAreNotFiniteAreRejected() throws Exception {
    Event.UpdateRejected rejected =
        rejected((id, down) -> small.frame(id, down, SmallServer.changed(down.state(), Float.NaN)));
    assertThat(rejected).isEqualTo(new Event.UpdateRejected(1, 1, 0, rejected.reason()));
    assertThat(rejected.reason()).contains("values[0]").contains("NaN");
  }

  @Test
  void infiniteValuesAreRejected() throws Exception {
    assertThat(
            rejected(
                    (id, down) ->
                        small.frame(
                            id, down, SmallServer.changed(down.state(), Float.NEGATIVE_INFINITY)))
                .reason())
        .contains("-Infinity");
  }

  @Test
  void aPrivatePartIsRejected() throws Exception {
    Part secret = Part.zeros("private", Layout.builder().add("values", 2).build());
    assertThat(rejected((id, down) -> small.frame(id, down, down.state().with(secret))).reason())
        .isEqualTo("part private is private");
  }

  @Test
  void anotherShapeIsRejected() throws Exception {
    State state = State.of(Part.zeros("common", Layout.builder().add("values", 3).build()));
    assertThat(rejected((id, down) -> small.frame(id, down, state)).reason())
        .contains("values[3]")
        .contains("values[2]");
  }

  @Test
  void noPartsAtAllAreRejected() throws Exception {
    assertThat(rejected((id, down) -> small.frame(id, down, State.empty())).reason())
        .contains("parts []");
  }

  @Test
  void anUpdateOfNoWeightIsRejected() throws Exception {
    small.weightOfClient0 = 0;
    assertThat(rejected((id, down) -> small.frame(id, down, down.state())).reason())
        .isEqualTo("a weight of 0");
  }

  @Test
  void aDamagedFrameIsRejected() throws Exception {
    assertThat(
            rejected(
                    (id, down) -> {
                      byte[] frame = small.frame(id, down, down.state());
                      frame[frame.length - 1] ^= 4;
                      return frame;
                    })
                .reason())
        .contains("checksum");
  }

  @Test
  void aBodyThatIsNotWhatItsKindSaysIsRejected() throws Exception {
    assertThat(
            rejected((id, down) -> WireRecord.of(Kind.UPDATE, id, new byte[3], 0).frame()).reason())
        .contains("body");
  }
}
