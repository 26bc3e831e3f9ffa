package io.fedlora.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that would make two runs of one seed differ is used, but where it is said why. */
class SamenessTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.fedlora");

  static List<Ban> bans() {
    return Sameness.BANS;
  }

  @ParameterizedTest
  @MethodSource("bans")
  void nobodyUsesItWithoutAReason(Ban ban) {
    assertThat(HOUSE.stream().flatMap(type -> ban.violations(type).stream()))
        .as(ban.because())
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("bans")
  void everyExemptionIsNeeded(Ban ban) {
    Set<String> users = new TreeSet<>();
    for (JavaClass type : HOUSE) {
      if (!ban.uses(type).isEmpty()) {
        users.add(Ban.outermost(type));
      }
    }
    assertThat(users).as("those who use it").containsAll(ban.exemptions().keySet());
    assertThat(ban.exemptions().values()).allSatisfy(reason -> assertThat(reason).isNotBlank());
  }
}
