package io.fedlora.scenario;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario can call by name: methods, behaviours, corpora and the like. Each is a class with
 * {@link Named} and one public constructor; a name with a dot is a class of the user's.
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
  private final Map<String, Class<? extends T>> byName = new TreeMap<>();

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
      listings.add(new Listing(named.value(), List.of(named.aliases()), named.summary()));
      put(named.value(), each);
      for (String alias : named.aliases()) {
        put(alias, each);
      }
    }
    listings.sort(Comparator.comparing(Listing::name));
  }

  private void put(String name, Class<? extends T> named) {
    Class<? extends T> other = byName.put(name, named);
    if (other != null) {
      throw new IllegalArgumentException(kind + " " + name + " is both " + other + " and " + named);
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
    return new Construction<>(kind, find(name, nameKey, block.source()))
        .build(nameKey, block, context);
  }

  /**
   * The options that the one of that name reads; {@link NoOptions} if none.
   *
   * @throws ScenarioException if the name is unknown
   */
  public Class<? extends Record> options(String name, Block block) {
    Class<? extends T> found = find(name, block.nameKey(), block.source());
    return new Construction<>(kind, found).options(block.nameKey(), block.source());
  }

  /**
   * The block for use by all of these names: what one of them reads is no unknown key to the others.
   * Names that are unknown add nothing; creating one tells.
   */
  public Block shared(Collection<String> names, Block block) {
    List<Class<? extends Record>> types = new ArrayList<>();
    for (String name : new TreeSet<>(names)) {
      try {
        types.add(options(name, block));
      } catch (ScenarioException e) {
        // Whoever creates it knows the key that holds the name, and reports that one.
        continue;
      }
    }
    return block.sharedBy(types);
  }

  /** The full keys that the scenario sets in the block and the one of that name does not read. */
  public List<String> unread(String name, Block block) {
    return block.unread(options(name, block));
  }

  private Class<? extends T> find(String name, String nameKey, Source source) {
    Class<? extends T> known = byName.get(name);
    if (known != null) {
      return known;
    }
    if (name.indexOf('.') >= 0) {
      return load(name, nameKey, source);
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
