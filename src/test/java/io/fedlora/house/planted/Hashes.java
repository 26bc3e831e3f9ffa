package io.fedlora.house.planted;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Goes through elements in nobody's order, in a way a method. */
public class Hashes {
  Object map() {
    return new HashMap<>();
  }

  Supplier<Set<String>> reference() {
    return HashSet::new;
  }

  Set<String> collected(List<String> texts) {
    return texts.stream().collect(Collectors.toCollection(HashSet::new));
  }

  Object concurrent() {
    return ConcurrentHashMap.newKeySet();
  }

  Object identity() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  Object weak() {
    return new WeakHashMap<>();
  }

  @SuppressWarnings("JdkObsolete")
  Object old() {
    return new Hashtable<>();
  }

  Object twoOfASet() {
    return Set.of("a", "b");
  }

  Object setOfAnArray(String... texts) {
    return Set.of(texts);
  }

  Function<Collection<String>, Set<String>> copies() {
    return Set::copyOf;
  }

  Object twoOfAMap() {
    return Map.of("a", 1, "b", 2);
  }

  Object entries() {
    return Map.ofEntries(Map.entry("a", 1), Map.entry("b", 2));
  }

  Object copiedMap(Map<String, Integer> map) {
    return Map.copyOf(map);
  }

  Object toSet(List<String> texts) {
    return texts.stream().collect(Collectors.toSet());
  }

  Object toMap(List<String> texts) {
    return texts.stream().collect(Collectors.toMap(t -> t, String::length));
  }

  Object toMapMerged(List<String> texts) {
    return texts.stream().collect(Collectors.toMap(t -> t, String::length, (a, b) -> a));
  }

  Object unmodifiable(List<String> texts) {
    return texts.stream().collect(Collectors.toUnmodifiableSet());
  }

  Object grouped(List<String> texts) {
    return texts.stream().collect(Collectors.groupingBy(String::length));
  }

  Object groupedAndCounted(List<String> texts) {
    return texts.stream().collect(Collectors.groupingBy(String::length, Collectors.counting()));
  }
}
