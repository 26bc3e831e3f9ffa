/**
 * The assembly of a run from a scenario. {@link io.fedlora.run.Plan} is everything a run needs,
 * with nothing of Akka in it; {@link io.fedlora.run.Simulation} plays it on a {@link
 * io.fedlora.run.Stage}, an actor system on a clock of its own, with the director above all other
 * actors; {@link io.fedlora.run.Execution} does so for a scenario file and leaves a run folder. It
 * is the one room that knows both the federation and the world, and hands the one to the other.
 * Akka is in five of its classes; the rest are plain.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.run;
