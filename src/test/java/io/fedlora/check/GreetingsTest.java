package io.fedlora.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class GreetingsTest {
  private final Greetings greetings = new Greetings();

  private void see(String fields) throws IOException {
    greetings.see(new Line(Json.object("{" + fields + "}")));
  }

  private void greets() throws IOException {
    see("\"type\":\"message-sent\",\"client\":4,\"kind\":\"hello\"");
  }

  private void update(String what) throws IOException {
    see("\"type\":\"update-" + what + "\",\"client\":4,\"request\":13");
  }

  @Test
  void whatArrivesLaterHasOvertakenNoGreeting() throws IOException {
    greets();
    assertThat(greetings.mayBeOnItsWay(4)).isTrue();
    update("late");
    assertThat(greetings.mayBeOnItsWay(4)).isFalse();
  }

  /** It grew too old while it waited to be merged, and tells nothing of its client (seed 7176). */
  @Test
  void anUpdateInHandHasArrivedBefore() throws IOException {
    update("received");
    greets();
    update("late");
    assertThat(greetings.mayBeOnItsWay(4)).isTrue();
  }
}
