package io.fedlora.method;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.corpus.Batch;
import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.FrozenModel;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Precision;
import io.fedlora.foundation.Recipe;
import io.fedlora.foundation.StepRequest;
import io.fedlora.foundation.StepResult;
import io.fedlora.foundation.Wiring;
import io.fedlora.random.RandomStream;
import io.fedlora.run.Registries;
import io.fedlora.scenario.Scenario;
import io.fedlora.scenario.ScenarioFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A method on a small shape, and a model that only takes notes: every gradient is 1. */
final class MethodCase {
  static final Architecture SHAPE = new Architecture(2, 8, 2, 16, 10, 16, 0, 2, 0, 1e-12);
  static final int CLIENTS = 4;
  static final int STEPS = 4;
  static final int ROUNDS = 6;

  private MethodCase() {}

  /** The method of that name with options as in a scenario; SGD of rate 1 unless they say more. */
  static FederatedMethod method(String name, String... options) {
    List<String> lines = new ArrayList<>();
    lines.add("method { name = " + name + ", optimizer = sgd, learning-rate = 1");
    lines.addAll(List.of(options));
    lines.add("}");
    Scenario scenario = ScenarioFile.parse("test.conf", String.join("\n", lines), List.of());
    Setting setting =
        new Setting(
            5,
            CLIENTS,
            Collections.nCopies(CLIENTS, "all"),
            ROUNDS,
            STEPS,
            3,
            SHAPE,
            Pooling.MEAN,
            Precision.FLOAT32);
    return Registries.METHODS.create(name, scenario.method().options(), setting);
  }

  /** Local work on a model that takes notes. */
  static final class Work implements LocalWork {
    final List<StepRequest> requests = new ArrayList<>();
    final List<String> purposes = new ArrayList<>();
    private final int client;
    private final int round;
    private final State received;
    private final Owned own;

    Work(int client, int round, State received, Owned own) {
      this.client = client;
      this.round = round;
      this.received = received;
      this.own = own;
    }

    /** The first work of a client, on what the server sends it in a round. */
    static Work of(FederatedMethod method, int client, int round) {
      State sent = method.download(method.initialCommon(), client, round);
      return new Work(client, round, sent, method.initialOwn(client));
    }

    @Override
    public int client() {
      return client;
    }

    @Override
    public int round() {
      return round;
    }

    @Override
    public State received() {
      return received;
    }

    @Override
    public Owned own() {
      return own;
    }

    @Override
    public int steps() {
      return STEPS;
    }

    @Override
    public int examples() {
      return 7;
    }

    @Override
    public List<Batch> batches(String purpose, int count) {
      purposes.add(purpose + " " + count);
      List<Batch> batches = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        batches.add(new Batch(new int[] {i}, new int[] {0}, 8));
      }
      return batches;
    }

    @Override
    public RandomStream stream(String purpose) {
      return RandomStream.of(5, purpose, client, round);
    }

    @Override
    public FrozenModel model() {
      return new Notes(requests);
    }

    /** The parts that each step moved. */
    List<List<String>> trained() {
      return requests.stream()
          .map(request -> ((Recipe.Gradient) request.recipe()).trainable())
          .toList();
    }
  }

  private record Notes(List<StepRequest> requests) implements FrozenModel {
    @Override
    public Architecture architecture() {
      return SHAPE;
    }

    @Override
    public StepResult step(StepRequest request) {
      requests.add(copy(request));
      Map<String, float[]> gradients = new LinkedHashMap<>();
      List<String> trainable =
          request.recipe() instanceof Recipe.Meta meta
              ? meta.trainable()
              : ((Recipe.Gradient) request.recipe()).trainable();
      for (String part : trainable) {
        float[] ones = new float[request.state().part(part).values().length];
        Arrays.fill(ones, 1f);
        gradients.put(part, ones);
      }
      return new StepResult(2, gradients, Map.of(), new TreeMap<>());
    }

    /** An optimiser goes on writing to the arrays that it hands out. */
    private static StepRequest copy(StepRequest request) {
      List<Part> parts = new ArrayList<>();
      request.state().parts().forEach(part -> parts.add(part.with(part.values().clone())));
      return new StepRequest(
          request.wiring(),
          request.recipe(),
          State.of(parts),
          request.batches(),
          request.lowerRate(),
          request.difference());
    }

    /** The class scores are the first values of the first part, so that tests can foretell them. */
    @Override
    public float[][] logits(Wiring wiring, State state, Batch batch) {
      float[] values = state.parts().get(0).values();
      float[][] scores = new float[batch.rows()][];
      Arrays.fill(scores, Arrays.copyOf(values, wiring.head().classes()));
      return scores;
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  /** A contribution in a round, of 1 text. */
  static Contribution update(int client, int round, State state) {
    return new Contribution(client, round, 1, STEPS, state);
  }

  /** Contributions that weigh alike. */
  static List<FederatedMethod.Weighted> alike(Contribution... updates) {
    List<FederatedMethod.Weighted> all = new ArrayList<>();
    for (Contribution update : updates) {
      all.add(new FederatedMethod.Weighted(update, 1.0 / updates.length));
    }
    return all;
  }

  /** The part with one value throughout. */
  static Part filled(Part part, double value) {
    float[] values = new float[part.values().length];
    Arrays.fill(values, (float) value);
    return part.with(values);
  }
}
