package io.fedlora.cli;

import io.fedlora.foundation.checkpoint.Checkpoints;
import io.fedlora.run.Registries;
import io.fedlora.scenario.KnownKeys;
import io.fedlora.scenario.Listing;
import io.fedlora.scenario.Registry;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What can stand in a scenario on a command line: keys, and the names that some of them take. */
record CompletionWords(SortedMap<String, List<String>> values) {
  static CompletionWords ofThisProgram() {
    KnownKeys keys = new KnownKeys();
    Map<String, Registry<?>> registries = new TreeMap<>();
    registries.put("method.name", Registries.METHODS);
    registries.put("corpus.source", Registries.CORPORA);
    registries.put("partition.kind", Registries.PARTITIONS);
    registries.put("behaviour.name", Registries.BEHAVIOURS);
    registries.forEach(
        (key, registry) -> {
          keys.add(key, registry.listings().stream().map(Listing::name).toList());
          String block = key.substring(0, key.indexOf('.'));
          registry.listings().stream()
              .map(one -> registry.type(one.name()))
              .distinct()
              .flatMap(CompletionWords::options)
              .forEach(options -> keys.addRecord(block, options));
        });
    keys.add("foundation.model", Checkpoints.list().stream().map(one -> one.name()).toList());
    return new CompletionWords(keys.values());
  }

  private static Stream<Class<?>> options(Class<?> type) {
    return Stream.of(type.getConstructors())
        .flatMap(constructor -> Stream.of(constructor.getParameterTypes()))
        .filter(one -> one.isRecord() && one.getSimpleName().endsWith("Options"));
  }

  /** The names of all methods. */
  List<String> methods() {
    return values.getOrDefault("method.name", List.of());
  }
}
