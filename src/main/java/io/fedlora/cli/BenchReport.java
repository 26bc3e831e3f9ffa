package io.fedlora.cli;

import io.fedlora.bench.ControlPlaneBench;
import io.fedlora.bench.FleetBench;
import io.fedlora.bench.MemoryBench;
import io.fedlora.bench.MemoryUse;
import io.fedlora.bench.StepBench;
import io.fedlora.bench.StepCase;
import io.fedlora.bench.StepMethod;
import io.fedlora.bench.StepTime;
import io.fedlora.bench.Throughput;
import io.fedlora.bench.ThroughputBench;
import io.fedlora.foundation.Pooling;
import io.fedlora.foundation.Precision;
import io.fedlora.foundation.torch.Form;
import io.fedlora.foundation.torch.Numerics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The figures of {@code fedlora bench}, measured part by part. */
final class BenchReport {
  private static final int ROWS = 16;
  private static final int[] LENGTHS = {64, 16};
  private static final int THROUGHPUT_STEPS = 4;
  private static final int CLIENTS = 100_000;
  private static final int ROUNDS = 4;
  private static final int[] FLEETS = {1000, 10_000, CLIENTS};
  private static final int ACTIVE_SHARE = 100;
  private static final int FLEET_ROUNDS = 30;
  private static final int TENSOR_VALUES = 256;
  private static final int MEMORY_STEPS = 10_000;

  /** What can be measured by itself. */
  enum Part {
    STEPS,
    SLOTS,
    CONTROL_PLANE,
    FLEET,
    MEMORY;

    @Override
    public String toString() {
      return lower(this);
    }
  }

  /**
   * The control plane's figures.
   *
   * @param bare without journal and tensors
   * @param laden with both
   */
  record ControlPlane(ControlPlaneBench.Result bare, ControlPlaneBench.Result laden) {}

  private final List<Precision> precisions = precisions();
  private final int runs;
  private final Consumer<String> teller;
  private final List<StepTime> steps = new ArrayList<>();
  private final List<Throughput> slots = new ArrayList<>();
  private Optional<ControlPlane> controlPlane = Optional.empty();
  private final List<FleetBench.Result> fleets = new ArrayList<>();
  private Optional<MemoryUse> memory = Optional.empty();

  /**
   * @param runs of which the median counts
   * @param teller is told what is being measured
   */
  BenchReport(int runs, Consumer<String> teller) {
    this.runs = runs;
    this.teller = teller;
  }

  /** bfloat16 only where the processor multiplies it: elsewhere a step takes a minute. */
  private static List<Precision> precisions() {
    return Numerics.here().fastBfloat16()
        ? List.of(Precision.FLOAT32, Precision.BFLOAT16)
        : List.of(Precision.FLOAT32);
  }

  void measure(Part part) throws InterruptedException {
    switch (part) {
      case STEPS -> measureSteps();
      case SLOTS -> measureSlots();
      case CONTROL_PLANE -> measureControlPlane();
      case FLEET -> measureFleet();
      case MEMORY -> measureMemory();
    }
  }

  private void measureSteps() throws InterruptedException {
    for (int length : LENGTHS) {
      teller.accept("steps at %d x %d".formatted(ROWS, length));
      steps.addAll(StepBench.measure(StepBench.cases(precisions, ROWS, length), runs));
    }
  }

  private void measureSlots() throws InterruptedException {
    for (Precision precision : precisions) {
      teller.accept("two slots against one, " + lower(precision));
      StepCase step =
          new StepCase(StepMethod.HOMLORA, Form.FAST, precision, Pooling.MEAN, ROWS, LENGTHS[0]);
      slots.add(ThroughputBench.measure(step, runs, THROUGHPUT_STEPS));
    }
  }

  private void measureControlPlane() throws InterruptedException {
    teller.accept("%,d client actors".formatted(CLIENTS));
    List<ControlPlaneBench.Result> bare = new ArrayList<>();
    List<ControlPlaneBench.Result> laden = new ArrayList<>();
    // A run that does not count, for the JIT compiler.
    ControlPlaneBench.run(CLIENTS, ROUNDS, 0, false);
    for (int run = 0; run < runs; run++) {
      bare.add(ControlPlaneBench.run(CLIENTS, ROUNDS, 0, false));
      laden.add(ControlPlaneBench.run(CLIENTS, ROUNDS, TENSOR_VALUES, true));
    }
    controlPlane = Optional.of(new ControlPlane(median(bare), median(laden)));
  }

  private static ControlPlaneBench.Result median(List<ControlPlaneBench.Result> results) {
    return results.stream()
        .sorted(Comparator.comparing(ControlPlaneBench.Result::updatesPerSecond))
        .toList()
        .get(results.size() / 2);
  }

  /** The first run is for the JIT compiler and does not count. */
  private void measureFleet() throws InterruptedException {
    FleetBench.run(FLEETS[1], FLEETS[1] / ACTIVE_SHARE, FLEET_ROUNDS);
    for (int clients : FLEETS) {
      int active = clients / ACTIVE_SHARE;
      teller.accept(String.format(Locale.ROOT, "%,d phones, %,d of them at work", clients, active));
      fleets.add(FleetBench.run(clients, active, FLEET_ROUNDS));
    }
  }

  private void measureMemory() throws InterruptedException {
    teller.accept("memory over %,d steps".formatted(MEMORY_STEPS));
    memory = MemoryBench.measure(MEMORY_STEPS);
  }

  List<StepTime> steps() {
    return steps;
  }

  List<Throughput> slots() {
    return slots;
  }

  Optional<ControlPlane> controlPlane() {
    return controlPlane;
  }

  List<FleetBench.Result> fleets() {
    return fleets;
  }

  Optional<MemoryUse> memory() {
    return memory;
  }

  /** How much longer a step takes than the plain gradient under the same conditions. */
  double overHomLora(StepTime time) {
    return time.medianMillis() / find(time.step(), StepMethod.HOMLORA, time.step().form());
  }

  /** How much faster the same step is in the fast form; 1 for the fast form itself. */
  double fasterThanPlain(StepTime time) {
    return time.step().method() == StepMethod.HOMLORA
        ? find(time.step(), StepMethod.HOMLORA, Form.PLAIN) / time.medianMillis()
        : Double.NaN;
  }

  /** How much faster the same step is than in float32. */
  double fasterThanFloat32(StepTime time) {
    StepCase step = time.step();
    StepCase like =
        new StepCase(
            step.method(),
            step.form(),
            Precision.FLOAT32,
            step.pooling(),
            step.rows(),
            step.length());
    return find(like, step.method(), step.form()) / time.medianMillis();
  }

  private double find(StepCase like, StepMethod method, Form form) {
    StepCase wanted =
        new StepCase(method, form, like.precision(), like.pooling(), like.rows(), like.length());
    return steps.stream()
        .filter(time -> time.step().equals(wanted))
        .mapToDouble(StepTime::medianMillis)
        .findFirst()
        .orElse(Double.NaN);
  }

  static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All that was measured. */
  Map<String, Object> toJson() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("schema", 1);
    Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("instructionSet", Numerics.here().instructionSet());
    machine.put("native", Numerics.here().nativeBuild());
    machine.put("java", String.valueOf(Runtime.version()));
    machine.put("processors", Runtime.getRuntime().availableProcessors());
    all.put("machine", machine);
    all.put("runs", runs);
    all.put("steps", steps.stream().map(this::step).toList());
    all.put("slots", slots.stream().map(BenchReport::slot).toList());
    all.put("controlPlane", controlPlane.map(BenchReport::controlPlane));
    all.put("fleets", fleets.stream().map(BenchReport::fleet).toList());
    all.put("memory", memory.map(BenchReport::memory));
    return all;
  }

  private Map<String, Object> step(StepTime time) {
    Map<String, Object> object = new LinkedHashMap<>();
    StepCase step = time.step();
    object.put("step", step.method().label());
    object.put("form", lower(step.form()));
    object.put("precision", lower(step.precision()));
    object.put("pooling", lower(step.pooling()));
    object.put("rows", step.rows());
    object.put("length", step.length());
    object.put("millis", time.medianMillis());
    object.put("overHomLora", overHomLora(time));
    object.put("fasterThanPlain", fasterThanPlain(time));
    object.put("fasterThanFloat32", fasterThanFloat32(time));
    return object;
  }

  private static Map<String, Object> slot(Throughput throughput) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("step", throughput.step().method().label());
    object.put("precision", lower(throughput.step().precision()));
    object.put("stepsPerSecondOn1", throughput.one());
    object.put("stepsPerSecondOn2", throughput.two());
    object.put("ratio", throughput.ratio());
    return object;
  }

  private static Map<String, Object> controlPlane(ControlPlane both) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("clients", both.bare().clients());
    object.put("updates", both.bare().updates());
    object.put("updatesPerSecond", both.bare().updatesPerSecond());
    object.put("heapBytesPerClient", both.bare().heapBytesPerClient());
    object.put("withJournalAndTensors", both.laden().updatesPerSecond());
    object.put("valuesPerTensor", TENSOR_VALUES);
    return object;
  }

  private static Map<String, Object> fleet(FleetBench.Result result) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("clients", result.clients());
    object.put("asked", result.asked());
    object.put("atWork", result.atWork());
    object.put("virtualSeconds", result.virtualSeconds());
    object.put("events", result.events());
    object.put("updates", result.updates());
    object.put("setUpSeconds", result.setUpSeconds());
    object.put("seconds", result.seconds());
    object.put("eventsPerSecond", result.eventsPerSecond());
    object.put("updatesPerSecond", result.updatesPerSecond());
    object.put("idleHeapBytes", result.idleHeapBytes());
    object.put("busyHeapBytes", result.busyHeapBytes());
    object.put("heapBytesPerClient", result.heapPerClient());
    object.put("heapBytesPerWorkingClient", result.heapPerWorking());
    object.put("peakHeapBytes", result.peakHeapBytes());
    return object;
  }

  private static Map<String, Object> memory(MemoryUse use) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("steps", use.steps());
    object.put("startBytes", use.startBytes());
    object.put("endBytes", use.endBytes());
    object.put("growthBytes", use.growth());
    return object;
  }
}
