package io.fedlora.scenario;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns a block of HOCON into a record: a component's key is its name in kebab case. */
final class Binder {
  private final Source source;
  private final ValueReader reader;

  Binder(Source source) {
    this.source = source;
    this.reader = new ValueReader(source, this);
  }

  /**
   * The record of the block at {@code path}.
   *
   * @throws ScenarioException at the first key that is unknown, missing or wrong
   */
  <T extends Record> T bind(Class<T> type, ConfigObject block, String path) {
    return bind(type, block, path, Set.of());
  }

  /** As {@link #bind(Class, ConfigObject, String)}, where others read these keys of the block. */
  <T extends Record> T bind(
      Class<T> type, ConfigObject block, String path, Set<String> readByOthers) {
    Set<String> known = new TreeSet<>(Components.keys(type));
    known.addAll(readByOthers);
    known.addAll(source.referenceKeys(path));
    boolean open =
        Arrays.stream(type.getRecordComponents()).anyMatch(c -> c.getType() == Block.class);
    if (!open) {
      new UnknownKeys(source).reject(block, path, known);
    }
    return construct(type, block, path, "");
  }

  private <T> T construct(Class<T> type, ConfigObject block, String path, String prefix) {
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = value(type, components[i], block, path, prefix);
    }
    try {
      Constructor<T> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException failure) {
      throw refused(failure.getCause(), path, prefix);
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException("record " + type.getName() + " cannot be built", failure);
    }
  }

  private RuntimeException refused(@Nullable Throwable cause, String path, String prefix) {
    if (cause instanceof InvalidValue invalid) {
      String key = Keys.child(path, Keys.prefixed(prefix, invalid.key()));
      return source.error(key, invalid.problem(), invalid.remedy());
    }
    if (cause instanceof RuntimeException unexpected) {
      return unexpected;
    }
    return new IllegalStateException("a record's constructor failed at " + path, cause);
  }

  private @Nullable Object value(
      Class<?> owner, RecordComponent component, ConfigObject block, String path, String prefix) {
    Class<?> type = component.getType();
    Flat flat = component.getAnnotation(Flat.class);
    if (flat != null) {
      return construct(type, block, path, Keys.prefixed(prefix, flat.value()));
    }
    if (type == Source.class) {
      return source;
    }
    if (type == Block.class) {
      return rest(owner, block, path);
    }
    String key = Components.key(component, prefix);
    String fullKey = Keys.child(path, key);
    ConfigValue value = block.get(key);
    if (value == null) {
      value = fallback(owner, component, key);
    }
    if (value == null && type == Optional.class) {
      return Optional.empty();
    }
    if (value == null) {
      throw source.error(
          block.origin(),
          fullKey,
          "is required and not set",
          "write for example " + key + " = " + Examples.of(component.getGenericType()));
    }
    Measured measured = component.getAnnotation(Measured.class);
    Measured.Unit unit = measured == null ? Measured.Unit.PLAIN : measured.value();
    return reader.read(component.getGenericType(), value, fullKey, unit);
  }

  private static @Nullable ConfigValue fallback(
      Class<?> owner, RecordComponent component, String key) {
    Default annotation = component.getAnnotation(Default.class);
    if (annotation != null) {
      String origin = Origins.ANNOTATION + owner.getSimpleName() + "." + key;
      ConfigParseOptions options = ConfigParseOptions.defaults().setOriginDescription(origin);
      return ConfigFactory.parseString("v = " + annotation.value(), options).root().get("v");
    }
    // A nested record is not missing if each of its own components has a default.
    return component.getType().isRecord() && !Scalars.READS.contains(component.getType())
        ? ConfigFactory.empty(Origins.ANNOTATION + owner.getSimpleName() + "." + key).root()
        : null;
  }

  private Block rest(Class<?> owner, ConfigObject block, String path) {
    ConfigObject rest = block;
    String nameKey = path;
    for (RecordComponent component : owner.getRecordComponents()) {
      if (!Components.isSupplied(component)) {
        String key = Keys.ofComponent(component.getName());
        nameKey = component.getType() == String.class ? Keys.child(path, key) : nameKey;
        rest = rest.withoutKey(key);
      }
    }
    return new Block(source, path, nameKey, rest);
  }
}
