package io.fedlora.scenario;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Finds keys that nobody reads and says which key was likely meant. */
final class UnknownKeys {
  // More edits than these are no slip of the finger.
  private static final int TYPO = 2;

  private final Source source;

  UnknownKeys(Source source) {
    this.source = source;
  }

  /** Throws for the first key of the block, in file order, that is not known. */
  void reject(ConfigObject block, String path, Collection<String> known) {
    // Not entrySet(), which hashes every value with all that is in it.
    block.keySet().stream()
        .filter(key -> !known.contains(key))
        .min(
            Comparator.comparing((String key) -> value(block, key).origin().lineNumber())
                .thenComparing(Comparator.naturalOrder()))
        .ifPresent(
            key -> {
              throw unknown(value(block, key), path, key, known);
            });
  }

  private static ConfigValue value(ConfigObject block, String key) {
    return Objects.requireNonNull(block.get(key));
  }

  private ScenarioException unknown(
      ConfigValue value, String path, String key, Collection<String> known) {
    String remedy =
        nearest(path, key, known)
            .map(name -> "the nearest known key is " + name)
            .orElse("no keys stand here");
    return source.error(value.origin(), Keys.child(path, key), "unknown key", remedy);
  }

  /** A key of that very name in another block is nearer than a vaguely similar one in this. */
  private Optional<String> nearest(String path, String key, Collection<String> known) {
    Optional<String> sibling = NearestName.to(key, known);
    boolean misspelt = sibling.isPresent() && NearestName.distance(key, sibling.get()) <= TYPO;
    List<String> elsewhere = new ArrayList<>();
    collect(source.reference(), "", key, elsewhere);
    if (!misspelt && elsewhere.size() == 1) {
      return Optional.of(elsewhere.get(0));
    }
    return sibling.map(name -> Keys.child(path, name));
  }

  private static void collect(ConfigObject block, String path, String key, List<String> found) {
    block.forEach(
        (name, value) -> {
          if (name.equals(key)) {
            found.add(Keys.child(path, name));
          }
          if (value instanceof ConfigObject nested) {
            collect(nested, Keys.child(path, name), key, found);
          }
        });
  }
}
