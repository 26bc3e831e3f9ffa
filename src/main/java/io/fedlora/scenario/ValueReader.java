package io.fedlora.scenario;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads one value as the type that a record component asks for. */
final class ValueReader {
  private final Source source;
  private final Binder binder;

  ValueReader(Source source, Binder binder) {
    this.source = source;
    this.binder = binder;
  }

  /**
   * The value as that type.
   *
   * @param key its full key, for errors
   * @param unit what the numbers of distributions are
   * @throws ScenarioException if it is something else
   */
  Object read(Type type, ConfigValue value, String key, Measured.Unit unit) {
    try {
      if (type instanceof ParameterizedType generic) {
        return readGeneric(generic, value, key, unit);
      }
      return readPlain((Class<?>) type, value, key, unit);
    } catch (InvalidValue invalid) {
      throw source.error(
          value.origin(), Keys.child(key, invalid.key()), invalid.problem(), invalid.remedy());
    }
  }

  private Object readGeneric(
      ParameterizedType type, ConfigValue value, String key, Measured.Unit unit) {
    Type[] arguments = type.getActualTypeArguments();
    if (type.getRawType() == Optional.class) {
      return isNone(value, arguments[0])
          ? Optional.empty()
          : Optional.of(read(arguments[0], value, key, unit));
    }
    if (type.getRawType() == List.class) {
      return readList(arguments[0], list(value, type), key, unit);
    }
    if (type.getRawType() == Map.class && arguments[0] == String.class) {
      return readMap(arguments[1], object(value, type), key, unit);
    }
    throw new IllegalStateException("an options record cannot hold a " + type + " (" + key + ")");
  }

  private List<Object> readList(Type element, ConfigList list, String key, Measured.Unit unit) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      values.add(read(element, list.get(i), Keys.element(key, i), unit));
    }
    return List.copyOf(values);
  }

  private Map<String, Object> readMap(
      Type element, ConfigObject object, String key, Measured.Unit unit) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String name : new TreeSet<>(object.keySet())) {
      ConfigValue value = object.get(name);
      if (value != null) {
        values.put(name, read(element, value, Keys.child(key, name), unit));
      }
    }
    return Collections.unmodifiableMap(values);
  }

  private Object readPlain(Class<?> type, ConfigValue value, String key, Measured.Unit unit) {
    if (type == Distribution.class) {
      return new DistributionReader(this, source, unit).read(value, key);
    }
    if (type == Layers.class && value instanceof ConfigList list) {
      return new Layers.Listed(numbers(list, key));
    }
    if (type == RankOptions.class && value instanceof ConfigList list) {
      return RankOptions.listed(numbers(list, key));
    }
    if (type.isRecord() && !Scalars.READS.contains(type)) {
      return binder.bind(type.asSubclass(Record.class), object(value, type), key);
    }
    return Scalars.read(type, value);
  }

  private List<Integer> numbers(ConfigList list, String key) {
    List<Integer> numbers = new ArrayList<>();
    for (Object number : readList(Integer.class, list, key, Measured.Unit.PLAIN)) {
      numbers.add((Integer) number);
    }
    return numbers;
  }

  private static boolean isNone(ConfigValue value, Type type) {
    Object plain = value.unwrapped();
    return value.valueType() == ConfigValueType.NULL
        || "none".equals(plain)
        || (type == Duration.class && "inf".equals(plain));
  }

  private static ConfigObject object(ConfigValue value, Type type) {
    if (value instanceof ConfigObject object) {
      return object;
    }
    throw Scalars.mismatch("a block", value, Examples.of(type));
  }

  private static ConfigList list(ConfigValue value, Type type) {
    if (value instanceof ConfigList list) {
      return list;
    }
    throw Scalars.mismatch("a list", value, Examples.of(type));
  }
}
