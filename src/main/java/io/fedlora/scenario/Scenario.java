package io.fedlora.scenario;

/**
 * A simulation as a scenario file describes it, defaults filled in and checked.
 *
 * @param name names the run's folder
 * @param seed decides every random draw
 * @param time whether virtual or real time passes
 * @param foundation the frozen model
 * @param corpus the texts
 * @param clients how many, at least 1
 * @param partition how the texts are shared out over the clients
 * @param method what is trained and merged
 * @param local the work of one client in one round
 * @param rounds how many, at least 1
 * @param server how updates are collected
 * @param fleet how fast and how reliable the clients are
 * @param behaviour what the clients do unless their group says otherwise
 * @param faults what goes wrong on purpose
 * @param devices what computes
 * @param evaluation when and on what the clients are scored
 * @param journal what the run folder keeps
 * @param costs what is counted without a run
 * @param checkpoint what is stored to go on with a run
 * @param source where each value stands
 */
public record Scenario(
    String name,
    long seed,
    TimeSettings time,
    FoundationSettings foundation,
    CorpusSettings corpus,
    int clients,
    PartitionSettings partition,
    MethodSettings method,
    LocalSettings local,
    int rounds,
    ServerSettings server,
    FleetSettings fleet,
    BehaviourSettings behaviour,
    FaultSettings faults,
    DeviceSettings devices,
    EvaluationSettings evaluation,
    JournalSettings journal,
    CostSettings costs,
    CheckpointSettings checkpoint,
    Source source) {
  public Scenario {
    if (!name.matches("[\\p{Alnum}][\\p{Alnum}._-]*")) {
      throw new InvalidValue(
          "name",
          "names a folder, so it takes letters, digits, dots, hyphens and underscores only, found"
              + " \""
              + name
              + "\"",
          "write for example name = quickstart");
    }
    Require.atLeast("clients", clients, 1);
    Require.atLeast("rounds", rounds, 1);
    server.requireFits(clients);
    fleet.requireFits(clients);
    if (evaluation.split() == EvaluationSettings.Split.VALIDATION
        && corpus.validationPerClient().equals(new Count.Exactly(0))) {
      throw new InvalidValue(
          "evaluation.split",
          "scores validation texts, but corpus.validation-per-client = 0",
          "write split = test, or give each client validation texts");
    }
  }

  /** An error about the value of a key, as {@code corpus.train-per-client}. */
  public ScenarioException error(String key, String problem, String remedy) {
    return source.error(key, problem, remedy);
  }

  /** The error with the scenario file, and the line of the key it begins with, put before it. */
  public ScenarioException located(ScenarioException failure) {
    return source.located(failure);
  }

  /**
   * Every key with its value, as a scenario file that loads to an equal scenario from anywhere.
   *
   * @param version of the program that writes it
   */
  public String resolvedText(String version) {
    return ScenarioText.of(
        source,
        "# Resolved scenario, written by FedLoRA "
            + version
            + ". Every key has its value here;\n"
            + "# running this file with seed "
            + seed
            + " repeats the run.\n\n");
  }
}
