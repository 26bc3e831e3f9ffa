package io.fedlora.scenario;

/** The options of something that reads none. */
public record NoOptions() {}
