package io.fedlora.run;

import io.fedlora.corpus.Population;
import io.fedlora.foundation.Architecture;
import io.fedlora.foundation.KnownShape;
import io.fedlora.foundation.checkpoint.Checkpoint;
import io.fedlora.method.FederatedMethod;
import io.fedlora.scenario.CostSettings.Batches;
import io.fedlora.scenario.Scenario;
import io.fedlora.scenario.ScenarioException;

/**
 * What a scenario's costs depend on besides its method: the shape of the model and the lengths of
 * the texts.
 *
 * @param architecture of the frozen model
 * @param population whose texts are at hand
 */
public record CostBasis(Architecture architecture, Population population) {
  /**
   * Finds both; where every batch is padded, neither weights nor texts are read.
   *
   * @throws ScenarioException if the scenario names something that is not there or does not fit
   */
  public static CostBasis of(Scenario scenario) {
    if (scenario.costs().batches() == Batches.REAL) {
      Checkpoint checkpoint = ScenarioRun.open(scenario);
      return new CostBasis(checkpoint.architecture(), Texts.of(scenario, checkpoint));
    }
    Architecture architecture =
        KnownShape.of(scenario.foundation().model())
            .map(KnownShape::architecture)
            .orElseGet(() -> ScenarioRun.open(scenario).architecture());
    Texts.requireReadable(scenario, architecture);
    try {
      return new CostBasis(architecture, PaddedTexts.of(scenario));
    } catch (ScenarioException e) {
      throw scenario.source().located(e);
    }
  }

  /**
   * The method of a scenario on this basis.
   *
   * @throws ScenarioException if its options do not fit
   */
  public FederatedMethod method(Scenario scenario) {
    Scenario settled =
        Registries.METHODS.settle(scenario, scenario.method().name(), scenario.method().options());
    return ScenarioRun.method(settled, architecture, population.labels().size());
  }

  /** The texts of those who train: every client's, or, of a method that pools them, all at one. */
  public Population trainers(FederatedMethod method) {
    return method.pooled() ? Texts.pooled(population) : population;
  }
}
