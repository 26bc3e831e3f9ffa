package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
  @TempDir private Path folder;

  private record Said(int status, String text) {}

  @BeforeEach
  void bashIsThere() {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs bash");
  }

  private Path jdk(String version, String... tools) throws IOException {
    Path home = folder.resolve("jdk");
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    for (String tool : tools) {
      script(home.resolve("bin").resolve(tool), "printf '%s\\n' \"$0 $*\"");
    }
    return home;
  }

  private static void script(Path file, String command) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + command + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** A project with nothing but the launcher, so that no build of the real one is touched. */
  private Said launch(Map<String, String> environment) throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("project/src/main"));
    Path script = folder.resolve("project/fedlora");
    Files.copy(Path.of("fedlora"), script);
    Files.writeString(folder.resolve("project/pom.xml"), "<project/>");
    ProcessBuilder builder = new ProcessBuilder("/bin/bash", script.toString(), "methods");
    builder.environment().remove("JAVA_HOME");
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text);
  }

  @Test
  void wrongJavaHome() throws IOException, InterruptedException {
    Said said = launch(Map.of("JAVA_HOME", folder.resolve("none").toString()));
    assertThat(said.text()).startsWith("fedlora: JAVA_HOME is ").contains("JDK 17").hasLineCount(1);
    assertThat(said.status()).isEqualTo(2);
  }

  @Test
  void oldJava() throws IOException, InterruptedException {
    Said said = launch(Map.of("JAVA_HOME", jdk("11.0.2", "java").toString()));
    assertThat(said.text()).contains("is Java 11", "JDK 17 or newer").hasLineCount(1);
    assertThat(said.status()).isEqualTo(2);
  }

  @Test
  void noCompiler() throws IOException, InterruptedException {
    Said said = launch(Map.of("JAVA_HOME", jdk("17", "java").toString(), "PATH", tools()));
    assertThat(said.text()).contains("without a compiler", "JDK");
    assertThat(said.status()).isEqualTo(2);
  }

  @Test
  void noMaven() throws IOException, InterruptedException {
    Said said = launch(Map.of("JAVA_HOME", jdk("17", "java", "jar").toString(), "PATH", tools()));
    assertThat(said.text()).contains("no mvn found", "Maven 3.8");
    assertThat(said.status()).isEqualTo(2);
  }

  /** The system's tools without Java's and Maven's. */
  private String tools() throws IOException {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool :
        new String[] {"dirname", "readlink", "grep", "head", "find", "mkdir", "cat", "flock"}) {
      for (String place : new String[] {"/usr/bin", "/bin"}) {
        Path original = Path.of(place, tool);
        if (Files.exists(original) && !Files.exists(tools.resolve(tool))) {
          script(tools.resolve(tool), "exec " + original + " \"$@\"");
        }
      }
    }
    return tools.toString();
  }

  /** A project that is built, with a library and an extension. */
  private Path built() throws IOException {
    Path build = Files.createDirectories(folder.resolve("project/.launcher"));
    Files.createDirectories(folder.resolve("project/extensions"));
    Files.createFile(folder.resolve("project/extensions/mine.jar"));
    Files.createFile(folder.resolve("library.jar"));
    Files.createDirectories(folder.resolve("project/src/main"));
    Files.writeString(folder.resolve("project/application.conf"), "");
    Files.writeString(folder.resolve("project/pom.xml"), "<project/>");
    Path script = Files.copy(Path.of("fedlora"), folder.resolve("project/fedlora"));
    Files.createFile(build.resolve("one.jar"));
    Files.writeString(build.resolve("one.classpath"), folder.resolve("library.jar").toString());
    Files.writeString(build.resolve("current"), "one\n");
    Path stamp = Files.createFile(build.resolve("one.stamp"));
    Files.setLastModifiedTime(
        stamp, java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() + 60_000));
    return script;
  }

  @Test
  void runsWhatIsBuiltWithTheFlagsOfTheJavaAtHand() throws IOException, InterruptedException {
    Path script = built();
    ProcessBuilder builder =
        new ProcessBuilder("/bin/bash", script.toString(), "run", "a scenario.conf");
    builder.environment().put("JAVA_HOME", jdk("25.0.1", "java").toString());
    builder.environment().put("FEDLORA_CLASSPATH", "/my/classes");
    Process process = builder.redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(text)
        .contains("--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow")
        .contains("one.jar:" + folder.resolve("library.jar") + ":")
        .contains("mine.jar:/my/classes")
        .endsWith("io.fedlora.cli.Fedlora run a scenario.conf\n");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void namesThatAreNotAsciiAreReadInALocaleThatHasThem() throws IOException, InterruptedException {
    Path script = built();
    Path java = jdk("17", "java");
    script(java.resolve("bin/java"), "printf '%s\\n' \"locale $LC_ALL\"");
    Path tools = Files.createDirectories(folder.resolve("locales"));
    for (String charmap : new String[] {"ANSI_X3.4-1968", "UTF-8"}) {
      script(
          tools.resolve("locale"),
          "case $1 in -a) printf 'C\\nC.utf8\\nPOSIX\\n' ;; *) echo " + charmap + " ;; esac");
      ProcessBuilder builder = new ProcessBuilder("/bin/bash", script.toString(), "methods");
      builder.environment().put("JAVA_HOME", java.toString());
      builder.environment().put("PATH", tools + ":" + System.getenv("PATH"));
      builder.environment().put("LC_ALL", "mine");
      Process process = builder.redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String expected = charmap.equals("UTF-8") ? "locale mine\n" : "locale C.UTF-8\n";
      assertThat(text).endsWith(expected);
      assertThat(process.waitFor()).isZero();
    }
  }
}
