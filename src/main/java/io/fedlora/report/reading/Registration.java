package io.fedlora.report.reading;

import java.util.SortedMap;

/**
 * A client as it registered.
 *
 * @param client its number
 * @param group in the fleet
 * @param behaviour its behaviour's name
 * @param train training texts
 * @param labels counts of them by label
 * @param speed FLOP/s
 */
public record Registration(
    int client,
    String group,
    String behaviour,
    long train,
    SortedMap<String, Integer> labels,
    double speed) {}
