package io.fedlora.scenario;

/**
 * The {@code journal} block: what the run folder keeps.
 *
 * @param keepUpdates whether merged updates are stored, so that a check can merge them anew
 */
public record JournalSettings(boolean keepUpdates) {}
