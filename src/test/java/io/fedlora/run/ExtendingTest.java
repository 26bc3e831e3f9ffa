package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fedlora.corpus.CorpusSizes;
import io.fedlora.corpus.Draw;
import io.fedlora.corpus.Example;
import io.fedlora.corpus.LabelledTexts;
import io.fedlora.corpus.Metric;
import io.fedlora.corpus.Partition;
import io.fedlora.corpus.Pool;
import io.fedlora.corpus.Shard;
import io.fedlora.journal.Json;
import io.fedlora.report.Summary;
import io.fedlora.scenario.ScenarioFile;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
    assertThat(sources).hasSize(4);
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
          .contains(Json.of("example.EveryOtherRound"))
          .contains("\"type\":\"fault-injected\"")
          .contains(Json.of("example.Outage"));
      assertThat(Files.readString(folder.resolve("run/scenario.conf")))
          .contains("example.ByLength");
      assertLengthsAscend(
          (Partition) extended.loadClass("example.ByLength").getConstructor().newInstance());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** The partition of the documentation: no client has a text longer than any of the next one. */
  private static void assertLengthsAscend(Partition partition) {
    List<Example> examples = new ArrayList<>();
    for (int text = 0; text < 40; text++) {
      examples.add(new Example("x".repeat(1 + text * 7 % 40), null, text % 2, null));
    }
    Pool pool = Pool.of(new LabelledTexts(List.of("a", "b"), Metric.ACCURACY, examples, List.of()));
    List<Shard> shards = partition.divide(pool, new CorpusSizes(5, 0, 5, Draw.NATURAL), 4, 1);
    assertThat(shards).hasSize(4);
    int longest = 0;
    for (Shard shard : shards) {
      int[] lengths =
          Arrays.stream(shard.train()).map(t -> pool.example(t).text().length()).sorted().toArray();
      assertThat(lengths).hasSize(5);
      assertThat(lengths[0]).isGreaterThan(longest);
      longest = lengths[4];
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
