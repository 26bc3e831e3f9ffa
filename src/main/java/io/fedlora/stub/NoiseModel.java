package io.fedlora.stub;

import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.corpus.Batch;
import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.FrozenModel;
import io.fedlora.foundation.StepRequest;
import io.fedlora.foundation.StepResult;
import io.fedlora.foundation.Wiring;
import io.fedlora.random.RandomStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model that gives noise in place of gradients and class scores: small numbers that depend on the
 * trained values and on the texts, as those of a real one do, and on nothing else. Every method can
 * work with it, and what comes of that is nobody else's.
 *
 * @param architecture whose shape it has
 */
public record NoiseModel(Architecture architecture) implements FrozenModel {
  private static final double SCALE = 0.1;

  @Override
  public StepResult step(StepRequest request) {
    Map<String, float[]> gradients = new LinkedHashMap<>();
    Map<String, float[]> updated = new LinkedHashMap<>();
    Map<String, Double> logged = new TreeMap<>();
    long texts = key(request.batches());
    for (String name : request.recipe().updated()) {
      Part part = request.state().part(name);
      float[] values = noise("updated", part, texts);
      for (int i = 0; i < values.length; i++) {
        values[i] += part.values()[i];
      }
      updated.put(name, values);
    }
    for (String name : request.recipe().gradients()) {
      gradients.put(name, noise("gradient", request.state().part(name), texts));
    }
    request.recipe().logged().forEach(name -> logged.put(name, 0.0));
    double loss = RandomStream.of(texts, "loss").nextDouble();
    return new StepResult(loss, gradients, updated, logged);
  }

  @Override
  public float[][] logits(Wiring wiring, State state, Batch batch) {
    long key = key(List.of(batch));
    for (Part part : state.parts()) {
      key = 31 * key + key(part);
    }
    RandomStream stream = RandomStream.of(key, "scores");
    float[][] scores = new float[batch.rows()][wiring.head().classes()];
    for (float[] row : scores) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) stream.nextGaussian();
      }
    }
    return scores;
  }

  private static float[] noise(String what, Part part, long texts) {
    RandomStream stream = RandomStream.of(key(part), what, texts);
    float[] values = new float[part.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (SCALE * (stream.nextDouble() - 0.5));
    }
    return values;
  }

  private static long key(Part part) {
    long key = part.name().hashCode();
    for (float value : part.values()) {
      key = 31 * key + Float.floatToIntBits(value);
    }
    return key;
  }

  private static long key(List<Batch> batches) {
    long key = 1;
    for (Batch batch : batches) {
      for (int text : batch.texts()) {
        key = 31 * key + text;
      }
    }
    return key;
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
