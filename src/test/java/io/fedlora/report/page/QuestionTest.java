package io.fedlora.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.scenario.ScenarioValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionTest {
  @TempDir private Path folder;

  private ScenarioWords words(String scenario) throws IOException {
    Path file = Files.writeString(folder.resolve("scenario.conf"), scenario);
    return new ScenarioWords(ScenarioValues.read(file));
  }

  @Test
  void faultsAreToldByWhatTheyBefall() throws IOException {
    assertThat(
            FaultWords.of(
                words(
                    """
                    faults {
                      crash { probability = 0.03, private-part = lost }
                      message-lost { probability = 0.03, direction = up, groups = [], clients = [] }
                      message-delayed { probability = 0.05, by = 3s, groups = [far], clients = [] }
                      nan-update { probability = 0.02, schedule = [] }
                      wrong-shape { probability = 0, schedule = [] }
                      server-restart { probability = 0, at = [50s, 2m] }
                      "example.MyFault" { probability = 0.125 }
                    }
                    """)))
        .isEqualTo(
            "Of requests 3 % end in a crash (private part lost). Of messages 3 % lost (up only),"
                + " 5 % delayed (by 3s, group far only). Of updates 2 % not a number. Of all"
                + " occasions 12.5 % example.MyFault. The server goes down at 50s, 2m.");
  }

  @Test
  void faultsByScheduleSayWhen() throws IOException {
    assertThat(
            FaultWords.of(
                words(
                    """
                    faults.stale-update {
                      probability = 0, clients = [3, 4]
                      schedule = [ { from = 10m, to = 12m, probability = 0.5 }, { from = 1h, to = 2h } ]
                    }
                    """)))
        .isEqualTo(
            "Of updates from 10m to 12m 50 %, from 1h to 2h all sent again (clients 3, 4 only).");
  }

  @Test
  void aWorldWithoutFaultsSaysNothingOfThem() throws IOException {
    assertThat(FaultWords.of(words("faults.crash { probability = 0, schedule = [] }"))).isEmpty();
    assertThat(new FleetWords(words("behaviour { name = steady, shares {} }")).behaviour())
        .isEmpty();
  }

  @Test
  void theFleetSaysWhoComesAndGoes() throws IOException {
    assertThat(
            new FleetWords(
                    words(
                        """
                        fleet {
                          dropout = 0.05
                          regions = 2
                          outages { every = 90s, lasting = 10s, schedule = [] }
                          storms { every = none, schedule = [ { from = 1h, to = 2h } ] }
                          groups = [
                            { name = phones, share = 0.75, joins = 0s, leaves = none
                              available { kind = markov, mean-on = 60s, mean-off = 5s, windows = [] } }
                            { name = late, share = 0.25, leaves = 2m
                              joins { distribution = uniform, min = 1s, max = 5s }
                              available { kind = windows, windows = [] } }
                          ]
                        }
                        """))
                .fleet())
        .isEqualTo(
            "75 % phones (come and go, there for 60s and away for 5s on average), 25 % late (join"
                + " after 1s to 5s, leave after 2m); a client that is asked drops out with"
                + " probability 0.05. A region goes dark every 90s on average, for 10s. A region"
                + " has clogged links from 1h to 2h.");
  }

  @Test
  void aFleetOfOneKindNeedsNoGroups() throws IOException {
    assertThat(
            new FleetWords(
                    words(
                        """
                        fleet { dropout = 0.0, groups = [ { name = group-1, share = none
                          available { period = 24h, windows = [ { from = 8h, to = 18h } ] } } ] }
                        """))
                .fleet())
        .isEqualTo("All clients are of one kind (there from 8h to 18h of every 24h).");
  }

  @Test
  void behavioursAreToldWithTheirShares() throws IOException {
    assertThat(
            new FleetWords(
                    words(
                        """
                        behaviour { name = steady, shares { lazy = 0.2, sign-flipper = 0.1 } }
                        fleet.groups = [ { name = far, behaviour = flapping, behaviours {} } ]
                        """))
                .behaviour())
        .isEqualTo("20 % lazy, 10 % sign-flipper, of far flapping; the others are steady.");
  }
}
