package io.fedlora.run;

import io.fedlora.adapter.Entry;
import io.fedlora.adapter.Owned;
import io.fedlora.adapter.State;
import io.fedlora.adapter.StateFile;
import io.fedlora.file.CommandWord;
import io.fedlora.foundation.Insertion;
import io.fedlora.foundation.LowRank;
import io.fedlora.foundation.Wiring;
import io.fedlora.method.FederatedMethod;
import io.fedlora.method.Scored;
import io.fedlora.scenario.ScenarioException;
import java.util.List;
import java.util.Optional;

/**
 * The model of one client at the end of a run, as it lies in the run folder.
 *
 * @param run the scenario and all it names
 * @param common what the server ended with
 * @param scored the client's model, before anything is fitted to its texts for scoring
 */
record ClientModel(ScenarioRun run, State common, Scored scored) {
  /**
   * Reads it.
   *
   * @throws ScenarioException if the run has not ended, or has no such client
   * @throws io.fedlora.file.UnreadableFileException if a file of it is damaged
   */
  static ClientModel read(RunFolder folder, int client) {
    if (!folder.isFinished()) {
      throw new ScenarioException(
          folder.path()
              + " holds a run that has not ended; go on with it first: fedlora resume "
              + CommandWord.of(folder.path()));
    }
    ScenarioRun run = new ScenarioRun(folder.scenario());
    int clients = run.population().clients();
    if (client < 0 || client >= clients) {
      throw new ScenarioException(
          "--client: there is no client %d in %s; choose from 0 to %d"
              .formatted(client, folder.path(), clients - 1));
    }
    State common = StateFile.read(folder.file("adapters/common.safetensors"));
    State own = StateFile.read(folder.file("adapters/client-" + client + ".safetensors"));
    FederatedMethod method = run.method();
    State owned = method.initialOwn(run.trainerOf(client)).state().with(own);
    Scored scored = method.scored(client, common, new Owned(owned));
    State state = scored.state().with(own.only(scored.state().names()));
    return new ClientModel(run, common, new Scored(ofItsRanks(scored.wiring(), state), state));
  }

  /** A client may have pruned its adapters since it began: the rank is that of the factors. */
  private static Wiring ofItsRanks(Wiring wiring, State state) {
    List<Insertion> insertions =
        wiring.insertions().stream()
            .map(one -> one instanceof LowRank adapter ? ofItsRank(adapter, state) : one)
            .toList();
    return new Wiring(wiring.architecture(), insertions, wiring.head(), wiring.pooling());
  }

  private static LowRank ofItsRank(LowRank adapter, State state) {
    Entry factor = state.part(adapter.downPart()).layout().entry(adapter.down());
    return adapter.withRank(factor.shape().get(0));
  }

  /** The model with which texts are scored; empty where it is fitted to texts first. */
  Optional<Scored> whole() {
    return run.method().adaptedWithoutTexts(scored);
  }
}
