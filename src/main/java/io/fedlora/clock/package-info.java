/**
 * Virtual time: the clock that owns all turns of the actors, its timers and its holds, and what
 * ties it to Akka.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.clock;
