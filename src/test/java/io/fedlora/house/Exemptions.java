package io.fedlora.house;

import java.util.Map;
import java.util.TreeMap;

/**
 * The classes that may use what is banned, each with its reason. Only they: no pattern, no room.
 */
final class Exemptions {
  static final Map<String, String> WALL_CLOCK =
      table(
          "bench.ControlPlaneBench: measures",
          "bench.FleetBench: measures",
          "bench.FleetMeter: measures",
          "bench.StepBench: measures",
          "bench.ThroughputBench: measures",
          "cli.Interruption: gives a command that is told to end so long to do so",
          "cli.Pulse: tells on the terminal how long a run has taken and may take",
          "cli.RunNames: names a run folder that was given no name",
          "clock.VirtualClock: waits durations out in wall mode, and notices holds that are stuck",
          "device.Slots: measures how busy slots are, for machine.jsonl",
          "fuzz.Fuzz: makes what fails smaller for so long",
          "report.live.FolderNews: looks at the run folder now and then",
          "run.Session: measures wallSeconds, which is outside sameness");

  static final Map<String, String> HASH_ORDER =
      table(
          "check.Book: looked up by request and by client",
          "check.RoundBook: looked up by type of event",
          "check.ScenarioLines: asked whether it has a key",
          "clock.Clocks: looked up by the clock's number",
          "clock.VirtualClock: asked whether it has a hold, and whether it is empty",
          "corpus.Pool: asked whether it has seen a text",
          "corpus.source.LanguageTool: asked whether it has a sentence",
          "cost.PublishedCost: looked up by method",
          "device.Device: looked up by request; gone through in the order of requests",
          "device.StateRoom: looked up by request",
          "foundation.checkpoint.NativeTokenizer: options by name; the tokenizer looks them up",
          "foundation.torch.BottleneckText: slots of a template, looked up",
          "foundation.torch.LowRankText: slots of a template, looked up",
          "foundation.torch.MixtureText: slots of a template, looked up",
          "foundation.torch.PlainLowRankText: slots of a template, looked up",
          "foundation.torch.ProgramText: slots of a template, looked up",
          "foundation.torch.RecipeText: slots of a template, copied into a table of them",
          "foundation.torch.TorchModel: looked up by what a program is made for; all closed at last",
          "foundation.torch.WeightText: slots of a template, looked up",
          "fuzz.Liveness: asked whether it has a reason",
          "journal.EventLine: looked up by class",
          "adapter.Layout: asked whether it has seen a name",
          "method.FdLora: two constants, put into a sorted map",
          "report.live.LivePage: asked whether it has a host",
          "report.page.Question: looked up by partition",
          "report.parquet.Column: asked whether it has a name",
          "report.parquet.ParquetFiles: asked whether it has a name; the sources are put into a"
              + " sorted map",
          "report.reading.Story: asked whether it has a type of event",
          "report.tensorboard.EventLog: asked whether it has a name",
          "run.BaseModel: looked up by model",
          "scenario.DistributionReader: looked up by kind; what is nearest is sought in a sorted set",
          "scenario.Examples: looked up by class",
          "scenario.Keys: looked up by name",
          "scenario.Quantities: looked up by unit",
          "server.Requests: looked up by request and by client",
          "server.Round: asked whether it has a client, and whether it is empty");

  static final Map<String, String> PARALLEL_STREAMS =
      table("corpus.source.JsonLinesReader: says itself that its stream is not parallel");

  private Exemptions() {}

  private static Map<String, String> table(String... lines) {
    Map<String, String> exemptions = new TreeMap<>();
    for (String line : lines) {
      String[] nameAndReason = line.split(": ", 2);
      exemptions.put("io.fedlora." + nameAndReason[0], nameAndReason[1]);
    }
    return exemptions;
  }
}
