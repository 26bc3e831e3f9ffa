package io.fedlora.scenario;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Optional;

/**
 * Builds what a scenario has named, through its one public constructor.
 *
 * @param kind what to call it in errors
 * @param type its class
 */
record Construction<T>(String kind, Class<? extends T> type) {
  T build(String nameKey, Block block, Object[] context) {
    Constructor<?> constructor = constructor(nameKey, block.source());
    Class<? extends Record> optionsType = options(nameKey, block.source());
    // Read even if there are none, so that unknown keys are found.
    Record options = block.as(optionsType);
    Class<?>[] parameters = constructor.getParameterTypes();
    Object[] arguments = new Object[parameters.length];
    for (int i = 0; i < parameters.length; i++) {
      Class<?> parameter = parameters[i];
      arguments[i] =
          i == 0 && parameter == optionsType
              ? options
              : matching(parameter, context)
                  .orElseThrow(() -> unfit(nameKey, block.source(), parameter, context));
    }
    try {
      constructor.setAccessible(true);
      return type.cast(constructor.newInstance(arguments));
    } catch (InvocationTargetException failure) {
      throw unwrapped(failure, block);
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException(type.getName() + " cannot be built", failure);
    }
  }

  Class<? extends Record> options(String nameKey, Source source) {
    Class<?>[] parameters = constructor(nameKey, source).getParameterTypes();
    boolean present =
        parameters.length > 0
            && parameters[0].isRecord()
            && parameters[0].getSimpleName().endsWith("Options");
    return present ? parameters[0].asSubclass(Record.class) : NoOptions.class;
  }

  private Constructor<?> constructor(String nameKey, Source source) {
    Constructor<?>[] constructors = type.getConstructors();
    if (constructors.length != 1 || Modifier.isAbstract(type.getModifiers())) {
      String found =
          Modifier.isAbstract(type.getModifiers())
              ? " is abstract"
              : " has " + constructors.length + " public constructors";
      throw source.error(
          nameKey,
          "class " + type.getName() + found,
          "a " + kind + " is a concrete class with exactly one public constructor");
    }
    return constructors[0];
  }

  private static Optional<Object> matching(Class<?> parameter, Object[] context) {
    return Arrays.stream(context).filter(parameter::isInstance).findFirst();
  }

  private ScenarioException unfit(
      String nameKey, Source source, Class<?> parameter, Object[] context) {
    String offered =
        String.join(", ", Arrays.stream(context).map(o -> o.getClass().getSimpleName()).toList());
    return source.error(
        nameKey,
        "the constructor of " + type.getName() + " asks for a " + parameter.getName(),
        "a "
            + kind
            + " may ask for a record whose name ends in Options, first"
            + (offered.isEmpty() ? "" : ", and for " + offered));
  }

  private RuntimeException unwrapped(InvocationTargetException failure, Block block) {
    Throwable cause = failure.getCause();
    if (cause instanceof InvalidValue invalid) {
      return block.error(invalid);
    }
    if (cause instanceof ScenarioException failed) {
      return block.source().located(failed);
    }
    if (cause instanceof RuntimeException unexpected) {
      return unexpected;
    }
    return new IllegalStateException("the constructor of " + type.getName() + " failed", cause);
  }
}
