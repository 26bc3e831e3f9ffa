package io.fedlora.scenario;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The options of something that a scenario calls by name, as the {@code method} block without its
 * name; read by whoever bears the name, through an options record.
 */
public final class Block {
  private final Source source;
  private final String path;
  private final String nameKey;
  private final ConfigObject values;
  private final Set<String> others;

  /**
   * @param path of the block, as {@code method}
   * @param nameKey the full key of the name, as {@code method.name}
   * @param values the options alone
   */
  Block(Source source, String path, String nameKey, ConfigObject values) {
    this(source, path, nameKey, values, Set.of());
  }

  private Block(
      Source source, String path, String nameKey, ConfigObject values, Set<String> others) {
    this.source = source;
    this.path = path;
    this.nameKey = nameKey;
    this.values = values;
    this.others = others;
  }

  /** The same block, shared with such records: their keys are known in it too. */
  public Block sharedWith(Collection<Class<? extends Record>> types) {
    Set<String> keys = new TreeSet<>(others);
    types.forEach(type -> keys.addAll(Components.keys(type)));
    return new Block(source, path, nameKey, values, keys);
  }

  /** The same block with these defaults in place of all others. */
  Block with(Defaults defaults) {
    ConfigObject filled = values;
    for (Map.Entry<String, ConfigValue> one : defaults.deciding(values).entrySet()) {
      filled = filled.withValue(one.getKey(), one.getValue());
    }
    return new Block(source, path, nameKey, filled, others);
  }

  /** Where its values stand, with these defaults in place of all others. */
  Source sourceWith(Defaults defaults) {
    return source.with(path, defaults.deciding(values));
  }

  /**
   * The options as a record.
   *
   * @throws ScenarioException if a key is known neither to the record, nor to those that share the
   *     block, nor to {@code application.conf}, if a value has the wrong type or is refused by the
   *     record
   */
  public <T extends Record> T as(Class<T> type) {
    return new Binder(source).bind(type, values, path, others);
  }

  /** The full keys that the scenario sets here and such a record does not read, sorted. */
  public List<String> unread(Class<? extends Record> type) {
    Set<String> read = Components.keys(type);
    List<String> unread = new ArrayList<>();
    for (String key : new TreeSet<>(values.keySet())) {
      ConfigValue value = values.get(key);
      if (value != null && !read.contains(key) && !Origins.isDefault(value)) {
        unread.add(Keys.child(path, key));
      }
    }
    return unread;
  }

  /** Those of {@link #unread} to which the scenario gives another value than their default. */
  List<String> idle(Class<? extends Record> type) {
    return unread(type).stream().filter(source::changes).toList();
  }

  /** The keys that have values here, sorted. */
  public List<String> keys() {
    return List.copyOf(new TreeSet<>(values.keySet()));
  }

  /**
   * The block under a key, which names what it holds the options of.
   *
   * @throws ScenarioException if no block stands there
   */
  public Block part(String key) {
    ConfigValue value = values.get(key);
    if (value instanceof ConfigObject object) {
      return new Block(source, key(key), key(key), object);
    }
    throw source.error(key(key), "expected a block", "write for example { probability = 0.1 }");
  }

  /** The full key of the name that this block belongs to, as {@code method.name}. */
  public String nameKey() {
    return nameKey;
  }

  /** The full key of an option. */
  public String key(String option) {
    return Keys.child(path, option);
  }

  /** Where the values stand. */
  public Source source() {
    return source;
  }

  /** An error about an option, with file, line and full key. */
  public ScenarioException error(InvalidValue invalid) {
    return source.error(path, invalid);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Block block && path.equals(block.path) && values.equals(block.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return path + " " + values.keySet().stream().sorted().toList();
  }
}
