package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.journal.Json;
import io.fedlora.report.Summary;
import io.fedlora.scenario.ScenarioFile;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of {@code docs/extending.md}, compiled and run as they stand there. */
class ExtendingTest {
  private static final Pattern BLOCK =
      Pattern.compile("```(java|hocon)\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("public final class (\\w+)");

  @Test
  void theExamplesOfTheDocumentationRun(@TempDir Path folder) throws Exception {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    Path scenario = folder.resolve("extended.conf");
    List<String> sources = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(Files.readString(Path.of("docs/extending.md")));
    while (blocks.find()) {
      if (blocks.group(1).equals("hocon")) {
        Files.writeString(scenario, blocks.group(2));
      } else {
        Matcher name = NAME.matcher(blocks.group(2));
        assertThat(name.find()).isTrue();
        Path source = folder.resolve(name.group(1) + ".java");
        Files.writeString(source, blocks.group(2));
        sources.add(source.toString());
      }
    }
    assertThat(sources).hasSize(2);
    compile(sources, classes);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader extended =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, before)) {
      thread.setContextClassLoader(extended);
      ScenarioRun run = new ScenarioRun(ScenarioFile.load(scenario, List.of()));
      Summary summary = new Execution(run, RunWatcher.NONE).into(folder.resolve("run"));
      assertThat(summary.rounds()).isEqualTo(4);
      assertThat(summary.updates().lost()).isPositive();
      String journal = Files.readString(folder.resolve("run/events.jsonl"));
      assertThat(journal)
          .contains(Json.of("not-this-round"))
          .contains("\"merge\":\"own\"")
          .contains(Json.of("example.EveryOtherRound"));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static void compile(List<String> sources, Path classes) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    List<String> options =
        List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
    boolean done =
        compiler
            .getTask(
                said,
                null,
                null,
                options,
                null,
                compiler
                    .getStandardFileManager(null, null, null)
                    .getJavaFileObjects(sources.toArray(new String[0])))
            .call();
    assertThat(done).as(said.toString()).isTrue();
  }
}
