package io.fedlora.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario can call by name: methods, behaviours, corpora and the like. Each is a class with
 * {@link Named} and one public constructor; a name with a dot is a class of the user's. A class may
 * bring defaults of its own, and further names with others ({@link Preset}).
 *
 * <p>A constructor's first parameter may be a record whose name ends in {@code Options}: it is read
 * from the block. All others are matched by type with the context objects of {@link #create}.
 *
 * @param <T> what they all are
 */
public final class Registry<T> {
  private final String kind;
  private final Class<T> type;
  private final List<Listing> listings = new ArrayList<>();
  private final Map<String, Known<T>> byName = new TreeMap<>();

  /** What a name stands for. */
  private record Known<T>(Class<? extends T> type, Defaults defaults) {
    static <T> Known<T> of(Class<? extends T> type) {
      Named named = type.getAnnotation(Named.class);
      return new Known<>(
          type, named == null ? Defaults.of("") : Defaults.of(named.value(), named.defaults()));
    }
  }

  /**
   * @param kind what to call one of them in errors, as {@code method}
   * @param type what they all are
   * @param classes each with {@link Named} and one public constructor
   * @throws IllegalArgumentException if one has no name, or a name of another
   */
  public Registry(String kind, Class<T> type, List<Class<? extends T>> classes) {
    this.kind = kind;
    this.type = type;
    for (Class<? extends T> each : classes) {
      Named named = each.getAnnotation(Named.class);
      if (named == null) {
        throw new IllegalArgumentException(each.getName() + " has no @Named");
      }
      Known<T> known = Known.of(each);
      listings.add(new Listing(named.value(), List.of(named.aliases()), named.summary()));
      put(named.value(), known);
      for (String alias : named.aliases()) {
        put(alias, known);
      }
      for (Preset preset : each.getAnnotationsByType(Preset.class)) {
        listings.add(new Listing(preset.value(), List.of(), preset.summary()));
        Defaults own = Defaults.of(preset.value(), preset.defaults());
        put(preset.value(), new Known<>(each, own.over(known.defaults())));
      }
    }
    listings.sort(Comparator.comparing(Listing::name));
  }

  private void put(String name, Known<T> named) {
    Known<T> other = byName.put(name, named);
    if (other != null) {
      throw new IllegalArgumentException(
          kind + " " + name + " is both " + other.type() + " and " + named.type());
    }
  }

  /** All that have a name, sorted by it. */
  public List<Listing> listings() {
    return List.copyOf(listings);
  }

  /**
   * The one of that name, its options read from the block.
   *
   * @param context what constructors may ask for, matched by type
   * @throws ScenarioException if the name is unknown, or an option will not do
   */
  public T create(String name, Block block, Object... context) {
    return create(name, block.nameKey(), block, context);
  }

  /**
   * As {@link #create(String, Block, Object...)}, with the name standing elsewhere.
   *
   * @param nameKey the full key that holds the name, as {@code fleet.groups[1].behaviour}
   */
  public T create(String name, String nameKey, Block block, Object... context) {
    Known<T> found = find(name, nameKey, block.source());
    return new Construction<>(kind, found.type())
        .build(nameKey, block.with(found.defaults()), context);
  }

  /**
   * The scenario with the defaults of the one that it names put in, where a block of it has others.
   *
   * @param block of the scenario, in which that one is named
   * @throws ScenarioException if the name is unknown
   */
  public Scenario settle(Scenario scenario, String name, Block block) {
    Known<T> found = find(name, block.nameKey(), block.source());
    Source settled = block.sourceWith(found.defaults());
    return settled.equals(scenario.source())
        ? scenario
        : new Binder(settled).bind(Scenario.class, settled.values(), "");
  }

  /**
   * The class behind a name: several presets may share one.
   *
   * @throws IllegalArgumentException if nothing is registered under the name
   */
  public Class<? extends T> type(String name) {
    Known<T> known = byName.get(name);
    if (known == null) {
      throw new IllegalArgumentException("no " + kind + " " + name);
    }
    return known.type();
  }

  /**
   * The options that the one of that name reads; {@link NoOptions} if none.
   *
   * @throws ScenarioException if the name is unknown
   */
  public Class<? extends Record> options(String name, Block block) {
    return options(name, block.nameKey(), block);
  }

  /** As {@link #options(String, Block)}, with the name standing elsewhere. */
  public Class<? extends Record> options(String name, String nameKey, Block block) {
    Known<T> found = find(name, nameKey, block.source());
    return new Construction<>(kind, found.type()).options(nameKey, block.source());
  }

  /** The full keys that the scenario sets in the block and the one of that name does not read. */
  public List<String> unread(String name, Block block) {
    return block.unread(options(name, block));
  }

  /**
   * Those of {@link #unread} to which the scenario gives another value than their default: a
   * resolved scenario sets every key, and most of them for nobody.
   */
  public List<String> idle(String name, Block block) {
    return block.idle(options(name, block));
  }

  private Known<T> find(String name, String nameKey, Source source) {
    Known<T> known = byName.get(name);
    if (known != null) {
      return known;
    }
    if (name.indexOf('.') >= 0) {
      return Known.of(load(name, nameKey, source));
    }
    throw source.error(
        nameKey,
        "unknown " + kind + " " + name,
        NearestName.to(name, byName.keySet())
            .map(nearest -> "the nearest known one is " + nearest)
            .orElse("give the full name of a class"));
  }

  private Class<? extends T> load(String name, String nameKey, Source source) {
    Class<?> loaded;
    try {
      loaded = Class.forName(name, true, loader());
    } catch (ClassNotFoundException failure) {
      throw source.error(
          nameKey,
          "class " + name + " not found",
          "put its jar into extensions/ or name its folder in FEDLORA_CLASSPATH");
    } catch (LinkageError failure) {
      throw source.error(
          nameKey,
          "class " + name + " cannot be loaded (" + failure + ")",
          "compile it against this version, for Java " + Runtime.version().feature() + " or older");
    }
    if (!type.isAssignableFrom(loaded)) {
      throw source.error(
          nameKey,
          "class " + name + " does not implement " + type.getName(),
          "name a class that does, or one of " + String.join(", ", byName.keySet()));
    }
    return loaded.asSubclass(type);
  }

  private static ClassLoader loader() {
    @Nullable ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context == null ? Registry.class.getClassLoader() : context;
  }
}
