package io.fedlora.foundation.torch;

import ai.djl.Device;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDManager;
import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.corpus.Batch;
import io.fedlora.corpus.EncodedText;
import io.fedlora.corpus.TokenTable;
import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.FrozenModel;
import io.fedlora.foundation.Head;
import io.fedlora.foundation.Hypergradient;
import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Precision;
import io.fedlora.foundation.Recipe;
import io.fedlora.foundation.StepRequest;
import io.fedlora.foundation.StepResult;
import io.fedlora.foundation.Wiring;
import io.fedlora.foundation.checkpoint.Checkpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A frozen encoder on one device: its weights once in native memory, the constant activations of
 * the run's texts, and the compiled programs of every wiring asked for.
 *
 * <p>Any number of threads may compute at once, each with one thread of LibTorch's. They must be
 * drained before the model is closed, and before the JVM stops.
 */
public final class TorchModel implements FrozenModel {
  /** The processor, as a device. */
  public static final Device CPU = Device.cpu();

  private record Key(Wiring wiring, Recipe recipe) {}

  private final Architecture architecture;
  private final TokenTable texts;
  private final Form form;
  private final Numbers numbers;
  private final PtNDManager manager;
  private final FrozenBase loader;
  private final FrozenTable frozen;
  private final NDList base;
  private final ActivationStore activations;
  private final Map<Key, Program> steps = new ConcurrentHashMap<>();
  private final Map<Wiring, Program> scores = new ConcurrentHashMap<>();
  private final Map<Integer, Prefix> prefixes = new ConcurrentHashMap<>();

  /**
   * Loads a model.
   *
   * @param checkpoint its weights
   * @param precision of frozen weights and activations
   * @param texts every text that batches may name
   * @param activationBytes most host memory for constant activations
   * @param device where to compute
   */
  public TorchModel(
      Checkpoint checkpoint,
      Precision precision,
      TokenTable texts,
      long activationBytes,
      Device device) {
    this(checkpoint, precision, texts, activationBytes, device, Form.FAST);
  }

  /** The same in a form of choice, for comparisons. */
  public TorchModel(
      Checkpoint checkpoint,
      Precision precision,
      TokenTable texts,
      long activationBytes,
      Device device,
      Form form) {
    this.architecture = checkpoint.architecture();
    this.texts = texts;
    this.form = form;
    this.numbers = Numbers.of(precision);
    this.manager = TorchThread.open(device);
    this.loader = new FrozenBase(manager, numbers);
    this.frozen = FrozenTable.of(architecture, form);
    this.base = loader.weights(frozen, checkpoint.weights());
    this.activations =
        new ActivationStore(activationBytes, key -> prefix(key.layer()).group(texts, key.group()));
  }

  @Override
  public Architecture architecture() {
    return architecture;
  }

  /** How many bytes of constant activations are kept. */
  public long activationBytes() {
    return activations.bytes();
  }

  /** The constant activations of a group of texts, in the store's form, a token after the other. */
  byte[][] activations(int layer, int group) {
    return activations.get(new ActivationStore.Key(layer, group));
  }

  @Override
  public StepResult step(StepRequest request) {
    Map<String, float[]> values = new LinkedHashMap<>();
    for (Part part : request.state().parts()) {
      values.put(part.name(), part.values());
    }
    Outcome<float[]> outcome = step(request, Vectors.FLOATS, values);
    return new StepResult(
        outcome.loss(), outcome.gradients(), outcome.updated(), outcome.logged(), outcome.scores());
  }

  /** A step whose parts are given and returned as doubles; the request's own state is not read. */
  Outcome<double[]> step(StepRequest request, Map<String, double[]> values) {
    return step(request, Vectors.DOUBLES, values);
  }

  private <V> Outcome<V> step(StepRequest request, Vectors<V> vectors, Map<String, V> values) {
    Recipe recipe = request.recipe();
    refuseDifferences(recipe);
    RecipeText text = RecipeText.of(recipe);
    if (request.batches().size() != text.batches()) {
      throw new IllegalArgumentException(
          "the recipe takes " + text.batches() + " batches, found " + request.batches().size());
    }
    boolean teaches = recipe instanceof Recipe.Gradient gradient && gradient.loss().needsTeacher();
    requireTeacher(teaches, request);
    List<BatchSource> batches = new ArrayList<>();
    for (Batch batch : request.batches()) {
      batches.add(arrays(request.wiring(), batch, teaches ? request.teacher() : List.of()));
    }
    Program program =
        steps.computeIfAbsent(
            new Key(request.wiring(), recipe),
            key -> {
              Draft draft = draft(key.wiring());
              List<Leaf> leaves = Leaf.of(key.wiring().layouts(), form);
              return program(ProgramText.step(text, leaves, draft), draft);
            });
    double[] rates = {request.lowerRate(), request.difference()};
    return program.step(manager, text, vectors, values, rates, batches);
  }

  private void refuseDifferences(Recipe recipe) {
    Hypergradient form = Hypergradient.NONE;
    if (recipe instanceof Recipe.Bilevel bilevel) {
      form = bilevel.form();
    } else if (recipe instanceof Recipe.Meta meta) {
      form = meta.form();
    }
    if (form.isDifference() && numbers == Numbers.BFLOAT16) {
      throw new IllegalArgumentException(
          "hypergradient "
              + form.key()
              + " takes a difference of gradients, for which bfloat16 is too coarse:"
              + " use exact or none, or float32");
    }
  }

  private static void requireTeacher(boolean teaches, StepRequest request) {
    int rows = request.batches().get(0).rows();
    if (teaches && request.teacher().size() != rows) {
      throw new IllegalArgumentException(
          "a teacher's scores for " + request.teacher().size() + " rows, the batch has " + rows);
    }
  }

  @Override
  public float[][] logits(Wiring wiring, State state, Batch batch) {
    Map<String, float[]> values = new LinkedHashMap<>();
    for (Part part : state.parts()) {
      values.put(part.name(), part.values());
    }
    Program program =
        scores.computeIfAbsent(
            wiring,
            key -> {
              Draft draft = draft(key);
              return program(ProgramText.scores(draft), draft);
            });
    float[] flat =
        program.scores(manager, Vectors.FLOATS, values, arrays(wiring, batch, List.of()));
    int classes = wiring.head().classes();
    float[][] rows = new float[batch.rows()][classes];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(flat, row * classes, rows[row], 0, classes);
    }
    return rows;
  }

  private BatchArrays arrays(Wiring wiring, Batch batch, List<float[]> teacher) {
    if (!wiring.architecture().equals(architecture)) {
      throw new IllegalArgumentException(
          "the wiring is for " + wiring.architecture() + ", the model is " + architecture);
    }
    int[] lengths = new int[batch.rows()];
    for (int row = 0; row < lengths.length; row++) {
      int text = batch.texts()[row];
      lengths[row] = texts.text(text).ids().length;
      if (lengths[row] > batch.length()) {
        throw new IllegalArgumentException(
            "text " + text + " has " + lengths[row] + " tokens, its batch " + batch.length());
      }
      int label = batch.labels()[row];
      if (label < 0 || label >= wiring.head().classes()) {
        throw new IllegalArgumentException(
            "label " + label + " of text " + text + ", the head has " + wiring.head().classes());
      }
    }
    Mask mask = new Mask(lengths, batch.length());
    return new BatchArrays(
        rows(wiring.lowestTrainableLayer(), batch), mask, batch.labels(), teacher, numbers);
  }

  private RowSource rows(int lowest, Batch batch) {
    if (lowest == Insertion.EMBEDDINGS) {
      List<EncodedText> encoded = new ArrayList<>();
      for (int text : batch.texts()) {
        encoded.add(texts.text(text));
      }
      return new TokenRows(encoded, architecture);
    }
    List<byte[]> rows = new ArrayList<>();
    for (int text : batch.texts()) {
      rows.add(activations(lowest, text / Prefix.TEXTS)[text % Prefix.TEXTS]);
    }
    return new KeptRows(rows, architecture.width());
  }

  private Prefix prefix(int layer) {
    return prefixes.computeIfAbsent(
        layer,
        at -> {
          Draft draft = draft(bare());
          Script script = Script.load(manager, ProgramText.prefix(at, draft));
          return new Prefix(manager, script, base, architecture, numbers);
        });
  }

  private Wiring bare() {
    return new Wiring(architecture, List.of(), new Head("head", 1), Pooling.MEAN);
  }

  private Draft draft(Wiring wiring) {
    return Draft.of(wiring, form, numbers, frozen);
  }

  private Program program(String source, Draft draft) {
    Map<String, Layout> layouts = draft.wiring().layouts();
    return new Program(
        Script.load(manager, source),
        base,
        loader.constants(draft.constants()),
        layouts,
        Leaf.of(layouts, form),
        numbers);
  }

  @Override
  public void close() {
    steps.values().forEach(Program::close);
    scores.values().forEach(Program::close);
    prefixes.values().forEach(Prefix::close);
    loader.close();
    manager.close();
  }
}
