package io.fedlora.report.reading;

import java.util.SortedMap;

/**
 * A client as it registered.
 *
 * @param client its number
 * @param group in the fleet
 * @param behaviour its behaviour's name
 * @param train training texts
 * @param test texts that it is scored on
 * @param labels counts of them by label
 * @param speed FLOP/s
 */
public record Registration(
    int client,
    String group,
    String behaviour,
    long train,
    long test,
    SortedMap<String, Integer> labels,
    double speed) {}
