package io.fedlora.house.planted;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntBinaryOperator;
import java.util.stream.Collectors;

/** What looks like something banned and is not. */
public class Innocent {
  Map<TimeUnit, Integer> ordered() {
    new LinkedHashMap<>(new LinkedHashMap<>(Map.of("a", 1))).putAll(Map.of());
    new LinkedHashSet<>(Set.of("a")).addAll(Set.of());
    return new EnumMap<>(TimeUnit.class);
  }

  SortedMap<Integer, Long> grouped(List<String> texts) {
    return texts.stream()
        .collect(Collectors.groupingBy(String::length, TreeMap::new, Collectors.counting()));
  }

  SortedMap<String, Integer> mapped(List<String> texts) {
    return texts.stream()
        .collect(Collectors.toMap(text -> text, String::length, Integer::sum, TreeMap::new));
  }

  double exact(double x) {
    IntBinaryOperator greater = Math::max;
    return Math.sqrt(Math.abs(x)) + Math.floorMod(greater.applyAsInt(1, 2), 3) + StrictMath.exp(x);
  }
}
