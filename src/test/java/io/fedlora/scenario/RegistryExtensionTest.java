package io.fedlora.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A class that only the context class loader knows, as one of a jar in extensions/. */
class RegistryExtensionTest {
  private static final String SOURCE =
      """
      package users;

      import io.fedlora.scenario.Default;
      import java.util.function.Supplier;

      public class Greeting implements Supplier<String> {
        public record Options(@Default("hello") String word, int times) {}

        private final Options options;

        public Greeting(Options options) {
          this.options = options;
        }

        @Override
        public String get() {
          return options.word().repeat(options.times());
        }
      }
      """;

  private final Path folder;

  RegistryExtensionTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aUsersClassDeclaresItsOwnOptions() throws IOException {
    Path source = Files.createDirectories(folder.resolve("users")).resolve("Greeting.java");
    Files.writeString(source, SOURCE);
    String classPath = System.getProperty("java.class.path");
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-cp", classPath, source.toString());
    assertThat(status).isZero();

    @SuppressWarnings("rawtypes")
    Registry<Supplier> registry = new Registry<>("greeting", Supplier.class, List.of());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader extension =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
      thread.setContextClassLoader(extension);
      Block block = block("behaviour { name = users.Greeting, times = 2 }");
      assertThat(registry.create("users.Greeting", block).get()).isEqualTo("hellohello");
      assertThatThrownBy(() -> registry.create("users.Greeting", block("\nbehaviour.time = 2")))
          .hasMessage(
              "x.conf:2: behaviour.time: unknown key; the nearest known key is behaviour.times");
      assertThatThrownBy(() -> registry.create("users.Greeting", block("rounds = 2")))
          .hasMessageContaining("behaviour.times: is required and not set");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Block block(String text) {
    return ScenarioFile.parse("x.conf", text, List.of()).behaviour().options();
  }
}
