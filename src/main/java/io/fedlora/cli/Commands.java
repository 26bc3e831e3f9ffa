package io.fedlora.cli;

import java.lang.reflect.Constructor;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, each with the shell it works in. */
final class Commands implements IFactory {
  private final Shell shell;
  private final IFactory others = CommandLine.defaultFactory();

  Commands(Shell shell) {
    this.shell = shell;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      Class<?>[] parameters = constructor.getParameterTypes();
      if (parameters.length == 1 && parameters[0] == Shell.class) {
        return type.cast(constructor.newInstance(shell));
      }
    }
    return others.create(type);
  }
}
