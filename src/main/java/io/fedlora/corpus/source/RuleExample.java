package io.fedlora.corpus.source;

import org.jspecify.annotations.Nullable;

/**
 * An example sentence of a LanguageTool rule.
 *
 * @param rule id of the rule, or of the group of rules it belongs to
 * @param category id of the rule's category
 * @param correction what the rule proposes, empty if it flags the sentence without proposing
 *     anything; null if it leaves the sentence alone
 * @param flagged whether the sentence is kept because the rule flags it although it is right
 * @param text the sentence without markers
 */
record RuleExample(
    String rule, String category, @Nullable String correction, boolean flagged, String text) {}
