package io.fedlora.scenario;

import java.util.Optional;

/**
 * The {@code checkpoint} block: what is stored while a run goes on, so that it can be resumed.
 *
 * @param keepWork whether finished local work is stored until the run is over
 * @param syncEvery pieces of finished work after which all is handed to the disk, at least 1
 * @param keepAtMost length of the file of finished work from which on no more is stored; empty for
 *     no end
 * @param rewriteAbove by how much the file of what clients own may grow before it is written anew
 */
public record CheckpointSettings(
    boolean keepWork, int syncEvery, Optional<ByteSize> keepAtMost, ByteSize rewriteAbove) {
  public CheckpointSettings {
    Require.atLeast("sync-every", syncEvery, 1);
  }
}
