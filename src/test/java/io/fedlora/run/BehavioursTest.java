package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.typed.Behavior;
import io.fedlora.client.Client;
import io.fedlora.client.ClientBehaviour;
import io.fedlora.client.ClientSetup;
import io.fedlora.client.Steady;
import io.fedlora.scenario.Scenario;
import io.fedlora.scenario.ScenarioException;
import io.fedlora.scenario.ScenarioFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class BehavioursTest {
  /** Naps. */
  public record Sleepy(Options options) implements ClientBehaviour {
    /** How often. */
    public record Options(int naps) {}

    @Override
    public Behavior<Client.Command> create(ClientSetup setup) {
      return new Steady().create(setup);
    }
  }

  /** Sings. */
  public record Loud(Options options) implements ClientBehaviour {
    /** How many. */
    public record Options(int songs) {}

    @Override
    public Behavior<Client.Command> create(ClientSetup setup) {
      return new Steady().create(setup);
    }
  }

  private static Scenario scenario(String options) {
    return ScenarioFile.parse(
        "x.conf",
        """
        clients = 4
        fleet.groups = [
          { share = 0.5, behaviour = "%s" },
          { share = 0.25, behaviour = "%s" },
          { share = 0.25 }
        ]
        behaviour { %s }
        """
            .formatted(Sleepy.class.getName(), Loud.class.getName(), options),
        List.of());
  }

  @Test
  void eachReadsItsOwnKeysOfOneBlock() {
    List<ClientBehaviour> found = Behaviours.of(scenario("naps = 3, songs = 5"), 4);
    assertThat(found.subList(0, 3))
        .containsExactly(
            new Sleepy(new Sleepy.Options(3)),
            new Sleepy(new Sleepy.Options(3)),
            new Loud(new Loud.Options(5)));
    assertThat(found.get(3)).isInstanceOf(Steady.class);
  }

  @Test
  void whatNoneOfThemReadsIsUnknown() {
    assertThatThrownBy(() -> Behaviours.of(scenario("naps = 3, songs = 5, sangs = 1"), 4))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("behaviour.sangs")
        .hasMessageContaining("songs");
  }
}
