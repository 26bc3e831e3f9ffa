package io.fedlora.bench;

/**
 * What a step took.
 *
 * @param step what was timed
 * @param medianMillis the median of all runs, in milliseconds
 */
public record StepTime(StepCase step, double medianMillis) {}
