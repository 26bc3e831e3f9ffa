/**
 * Virtual time. The clock owns every turn of the actors, the timers between them and the holds of
 * computations that run beside them; Akka runs on it as its scheduler and its dispatcher.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.clock;
