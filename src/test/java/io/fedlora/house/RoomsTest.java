package io.fedlora.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of packages in {@code docs/architecture.md} is how the code is. */
class RoomsTest {
  private static final String ROOT = "io.fedlora.";
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(\\w+)` \\| ([^|]+) \\| ([^|]+) \\|$");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.fedlora");

  private static List<MatchResult> rows() throws IOException {
    return ROW.matcher(Files.readString(Path.of("docs/architecture.md"))).results().toList();
  }

  private static Set<String> names(String cell) {
    return NAME.matcher(cell)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The top-level package of a class of the house, or of none. */
  private static String room(JavaClass type) {
    String name = type.getBaseComponentType().getPackageName() + ".";
    return name.startsWith(ROOT) ? name.split("\\.")[2] : "";
  }

  private static Map<String, Set<String>> uses() {
    Map<String, Set<String>> uses = new TreeMap<>();
    for (JavaClass user : HOUSE) {
      Set<String> used = uses.computeIfAbsent(room(user), name -> new TreeSet<>());
      user.getDirectDependenciesFromSelf().forEach(d -> used.add(room(d.getTargetClass())));
    }
    uses.forEach((room, used) -> used.removeAll(List.of(room, "")));
    return uses;
  }

  @Test
  void everyRoomUsesWhatTheTableSaysAndNothingElse() throws IOException {
    Map<String, Set<String>> table = new TreeMap<>();
    rows().forEach(row -> table.put(row.group(1), names(row.group(3))));
    assertThat(table.keySet()).isEqualTo(uses().keySet());
    assertThat(table).isEqualTo(uses());
  }

  @Test
  void everyRoomUsesOnlyWhatStandsAboveItSoThereAreNoCycles() throws IOException {
    List<String> above = new ArrayList<>();
    for (MatchResult row : rows()) {
      assertThat(above).as(row.group(1)).containsAll(names(row.group(3)));
      above.add(row.group(1));
    }
    assertThat(above).doesNotHaveDuplicates();
  }

  private static Set<String> users(String library, String room) {
    Set<String> users = new TreeSet<>();
    for (JavaClass user : HOUSE) {
      boolean uses =
          user.getDirectDependenciesFromSelf().stream()
              .anyMatch(d -> d.getTargetClass().getPackageName().startsWith(library));
      if (uses && user.getPackageName().startsWith(ROOT + room)) {
        users.add(Ban.outermost(user).substring(ROOT.length()));
      }
    }
    return users;
  }

  @Test
  void djlIsTouchedByTheStepProgramAndOneTokenizer() {
    Set<String> users = users("ai.djl", "");
    assertThat(users).contains("foundation.checkpoint.NativeTokenizer");
    users.remove("foundation.checkpoint.NativeTokenizer");
    assertThat(users).isNotEmpty().allMatch(name -> name.startsWith("foundation.torch."));
  }

  @Test
  void inTheAssemblyAkkaIsUsedByFiveClasses() {
    assertThat(users("akka.", "run"))
        .containsExactly(
            "run.ActorEndpoints", "run.Cast", "run.Director", "run.Stage", "run.Witness");
  }
}
