package io.fedlora.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.random.RandomStream;
import io.fedlora.run.Registries;
import io.fedlora.run.StoppedRun;
import io.fedlora.run.StubbedRun;
import io.fedlora.scenario.CollectionMode;
import io.fedlora.scenario.Listing;
import io.fedlora.scenario.Scenario;
import io.fedlora.scenario.ScenarioFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Schedules that the fuzzer draws, with their faults, behaviours, absences and ways of collecting
 * updates, are stopped anywhere and go on: the journal and the adapters are those of a run that was
 * never stopped.
 */
class ResumedFuzzTest {
  private static final Swarm SWARM = new Swarm(Repertoire.ofRegistry());
  private static final Pattern FAULT =
      Pattern.compile("\"type\":\"(?:fault-injected|server-down)\".*\"kind\":\"([a-z-]+)\"");

  @TempDir private Path folder;
  @TempDir private Path presences;

  private final Set<String> modes = new TreeSet<>();
  private final Set<String> behaviours = new TreeSet<>();
  private final Set<String> faults = new TreeSet<>();
  private int remembered;

  private void stopAndGoOn(long from, long seeds) throws Exception {
    Presences.writeInto(presences);
    for (long seed = from; seed < from + seeds; seed++) {
      Scenario scenario =
          ScenarioFile.parse(
              "seed-" + seed + ".conf",
              Presences.placed(SWARM.draw(seed).text(), presences),
              List.of());
      StoppedRun run = new StoppedRun(folder, () -> new StubbedRun(scenario, 0).plan());
      StoppedRun.Same expected = run.unbroken();
      run.stopAndGoOn(expected, RandomStream.of(seed, "stop"));
      remembered += run.remembered();
      modes.add(scenario.server().collection().name());
      new StubbedRun(scenario, 0)
          .fleet()
          .profiles()
          .forEach(profile -> behaviours.add(profile.behaviour()));
      expected.journal().stream().map(FAULT::matcher).filter(Matcher::find).forEach(this::happened);
    }
  }

  private void happened(Matcher fault) {
    faults.add(fault.group(1));
  }

  @Test
  void whateverHappensARunThatIsStoppedEndsAsIfItHadNotBeen() throws Exception {
    stopAndGoOn(0, 16);
    assertThat(modes).hasSizeGreaterThan(2);
    assertThat(behaviours).hasSizeGreaterThan(2);
    assertThat(faults).hasSizeGreaterThan(6);
    assertThat(remembered).isGreaterThan(16);
  }

  @Test
  @Tag("full")
  void soDoAThousand() throws Exception {
    stopAndGoOn(16, Long.getLong("fedlora.seeds", 1000));
    assertThat(modes).hasSameSizeAs(CollectionMode.values());
    assertThat(behaviours).containsAll(names(Registries.BEHAVIOURS.listings()));
    assertThat(faults).containsAll(names(Registries.FAULTS.listings()));
  }

  private static List<String> names(List<Listing> listings) {
    return listings.stream()
        .map(Listing::name)
        .filter(name -> !name.equals("device-slow"))
        .toList();
  }
}
