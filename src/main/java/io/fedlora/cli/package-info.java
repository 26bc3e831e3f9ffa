/**
 * The command line: one class a command, and what they share. A command reads a scenario, hands it
 * to the run's assembly and prints; nothing here decides an outcome.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.cli;
