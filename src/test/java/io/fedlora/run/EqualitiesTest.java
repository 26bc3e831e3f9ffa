package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.device.Score;
import io.fedlora.device.Trained;
import io.fedlora.device.Trainer;
import io.fedlora.device.WorkOrder;
import io.fedlora.device.Workload;
import io.fedlora.foundation.FrozenModel;
import io.fedlora.journal.Event;
import io.fedlora.method.ForwardingMethod;
import io.fedlora.scenario.CollectionMode;
import io.fedlora.scenario.ScenarioFile;
import io.fedlora.server.UpdateKeeper;
import io.fedlora.world.Fleet;
import io.fedlora.world.Profile;
import io.fedlora.world.fault.FaultPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs that must come to the same although they go about it differently. */
class EqualitiesTest {
  private static final double CLOSE = 1e-6;

  private static void assertClose(State one, State other) {
    assertThat(one.names()).isEqualTo(other.names());
    for (Part part : one.parts()) {
      float[] left = part.values();
      float[] right = other.part(part.name()).values();
      for (int i = 0; i < left.length; i++) {
        assertThat((double) left[i]).isEqualTo(right[i], within(CLOSE));
      }
    }
  }

  @Test
  void aBufferAsLargeAsTheCohortIsARound() throws Exception {
    StubRun buffered = new StubRun();
    buffered.size = 50;
    buffered.collection = CollectionMode.BUFFERED;
    StubRun rounds = new StubRun();
    rounds.size = 50;
    StubRun.Outcome one = buffered.run();
    StubRun.Outcome other = rounds.run();
    assertThat(one.ending().version()).isEqualTo(5);
    assertClose(one.ending().common(), other.ending().common());
    assertThat(one.ending().time()).isEqualTo(other.ending().time());
    assertThat(one.ending().counts()).isEqualTo(other.ending().counts());
  }

  @Test
  void aBufferAsLargeAsTheCohortIsARoundWithARealModel() throws Exception {
    Ending buffered = run(tiny("server.collection=buffered", "server.buffer=all"), plan -> plan);
    Ending rounds = run(tiny(), plan -> plan);
    assertThat(buffered.version()).isEqualTo(2);
    assertClose(buffered.common(), rounds.common());
    for (int client = 0; client < 4; client++) {
      assertClose(buffered.own().get(client).state(), rounds.own().get(client).state());
    }
  }

  @ParameterizedTest
  @EnumSource
  void twiceAsSlowTakesTwiceAsLongAndChangesNothing(CollectionMode collection) throws Exception {
    StubRun.Outcome once = stretched(collection, 1);
    StubRun.Outcome twice = stretched(collection, 2);
    assertThat(twice.ending().time()).isEqualTo(2 * once.ending().time());
    assertThat(times(twice)).isEqualTo(times(once).stream().map(time -> 2 * time).toList());
    assertThat(twice.all(Event.UpdateMerged.class)).isEqualTo(once.all(Event.UpdateMerged.class));
    assertThat(twice.all(Event.RoundClosed.class)).isEqualTo(once.all(Event.RoundClosed.class));
    for (int client = 0; client < 8; client++) {
      assertThat(twice.ending().own().get(client).state().part("private").values())
          .isEqualTo(once.ending().own().get(client).state().part("private").values());
    }
  }

  private static StubRun.Outcome stretched(CollectionMode collection, long stretch)
      throws InterruptedException {
    StubRun run = new StubRun();
    run.collection = collection;
    run.rounds = 12;
    run.slowShare = 0.25;
    run.acceptLate = true;
    run.jitter = 0;
    run.stretch = stretch;
    return run.run();
  }

  private static List<Long> times(StubRun.Outcome outcome) {
    return outcome.lines().stream()
        .map(line -> Long.parseLong(line.substring(0, line.indexOf(' '))))
        .toList();
  }

  @Test
  void theOrderOfClientsMattersToNone() throws Exception {
    int[] order = {2, 0, 3, 1};
    Ending straight = run(tiny("rounds=1"), plan -> plan);
    Ending reordered = run(tiny("rounds=1"), plan -> reordered(plan, order));
    assertClose(reordered.common(), straight.common());
    for (int client = 0; client < order.length; client++) {
      assertClose(reordered.own().get(client).state(), straight.own().get(order[client]).state());
    }
  }

  /** The same run, with client {@code order[k]} in place of client k. */
  private static Plan reordered(Plan plan, int[] order) {
    List<Profile> profiles = new ArrayList<>();
    for (int client : order) {
      profiles.add(plan.conditions().fleet().profile(client));
    }
    ForwardingMethod method =
        new ForwardingMethod(plan.learning().method()) {
          @Override
          public Owned initialOwn(int client) {
            return super.initialOwn(order[client]);
          }
        };
    return new Plan(
        plan.name(),
        plan.methodName(),
        plan.server(),
        new Plan.Learning(method, new Reordered(plan.learning().trainer(), order)),
        new Plan.Conditions(
            new Fleet(plan.conditions().fleet().seed(), profiles),
            plan.conditions().dropouts(),
            FaultPlan.NONE,
            plan.conditions().behaviour()),
        new Plan.Scores(plan.scores().clients(), plan.scores().trainerOf(), 0, "score"),
        plan.slots(),
        plan.pace(),
        plan.keeper());
  }

  private record Reordered(Trainer trainer, int[] order) implements Trainer {
    private WorkOrder as(WorkOrder work) {
      return new WorkOrder(
          work.request(),
          order[work.client()],
          work.round(),
          work.version(),
          work.ordinal(),
          work.share(),
          work.flipsLabels());
    }

    @Override
    public Workload workload(WorkOrder work, State received, Owned own, boolean first) {
      return trainer.workload(as(work), received, own, first);
    }

    @Override
    public Trained train(WorkOrder work, State received, Owned own) {
      return trainer.train(as(work), received, own);
    }

    @Override
    public Score score(int client, State common, Owned own) {
      return trainer.score(order[client], common, own);
    }
  }

  private static ScenarioRun tiny(String... overrides) {
    List<String> all = new ArrayList<>(List.of("foundation.precision=float64"));
    all.add("fleet.groups=[{ name = all, speed = 1e7 }]");
    all.addAll(List.of(overrides));
    return new ScenarioRun(ScenarioFile.load(Path.of("scenarios/tiny.conf"), all));
  }

  private static Ending run(ScenarioRun run, UnaryOperator<Plan> change)
      throws InterruptedException {
    try (FrozenModel model = run.loadModel();
        Simulation simulation =
            new Simulation(
                change.apply(run.plan(model, UpdateKeeper.NONE)),
                new EventList()::on,
                List.of(),
                RunWatcher.NONE)) {
      return simulation.await();
    }
  }
}
