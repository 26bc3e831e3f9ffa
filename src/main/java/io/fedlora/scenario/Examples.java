package io.fedlora.scenario;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value of each type that a scenario could write, to be shown in errors. */
final class Examples {
  private static final Map<Class<?>, String> BY_CLASS =
      Map.ofEntries(
          Map.entry(int.class, "8"),
          Map.entry(Integer.class, "8"),
          Map.entry(long.class, "8"),
          Map.entry(Long.class, "8"),
          Map.entry(double.class, "0.5"),
          Map.entry(Double.class, "0.5"),
          Map.entry(boolean.class, "true"),
          Map.entry(Boolean.class, "true"),
          Map.entry(String.class, "text"),
          Map.entry(Duration.class, "30s"),
          Map.entry(ByteSize.class, "512MiB"),
          Map.entry(CrashDetection.class, "auto or 30s"),
          Map.entry(Count.class, "all, 4 or 0.5"),
          Map.entry(Layers.class, "all, last 2 or [4, 5]"),
          Map.entry(Distribution.class, "5e9 or { distribution = uniform, min = 1e9, max = 5e9 }"));

  private Examples() {}

  /** As {@code 30s} for a duration. */
  static String of(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      String inner = of(arguments[arguments.length - 1]);
      if (generic.getRawType() == Optional.class) {
        return inner;
      }
      return generic.getRawType() == List.class ? "[ " + inner + " ]" : "{ name = " + inner + " }";
    }
    if (type instanceof Class<?> raw && raw.isEnum()) {
      return Keys.ofConstant((Enum<?>) raw.getEnumConstants()[0]);
    }
    return BY_CLASS.getOrDefault(type, "{ … }");
  }
}
