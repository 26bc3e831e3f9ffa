package io.fedlora;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** The rules of the house: which room may use what. */
@AnalyzeClasses(packages = "io.fedlora", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule akkaStaysWithActorsClockAndAssembly =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.fedlora.clock..",
              "io.fedlora.client..",
              "io.fedlora.device..",
              "io.fedlora.server..",
              "io.fedlora.run..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("akka..");

  @ArchTest
  static final ArchRule onlyTheScenarioRoomReadsConfig =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.fedlora.scenario..", "io.fedlora.clock..")
          .and()
          .doNotHaveFullyQualifiedName("io.fedlora.run.Stage")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.typesafe.config..")
          .because("what Akka is configured with is not a scenario");

  @ArchTest
  static final ArchRule theFederationKnowsNothingOfTheWorld =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.fedlora.server..",
              "io.fedlora.client..",
              "io.fedlora.device..",
              "io.fedlora.message..",
              "io.fedlora.method..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.fedlora.world..", "io.fedlora.run..", "io.fedlora.cli..");

  @ArchTest
  static final ArchRule theWorldKnowsNothingOfTheFederation =
      noClasses()
          .that()
          .resideInAPackage("io.fedlora.world..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.fedlora.server..",
              "io.fedlora.client..",
              "io.fedlora.device..",
              "io.fedlora.method..");

  @ArchTest
  static final ArchRule arithmeticStandsAlone =
      noClasses()
          .that()
          .resideInAPackage("io.fedlora.adapter..")
          .should()
          .dependOnClassesThat(
              are(
                  resideInAnyPackage("io.fedlora..")
                      .and(
                          JavaClass.Predicates.resideOutsideOfPackages(
                              "io.fedlora.adapter..", "io.fedlora.file.."))));

  @ArchTest
  static final ArchRule scenarioStandsAlone =
      noClasses()
          .that()
          .resideInAPackage("io.fedlora.scenario..")
          .should()
          .dependOnClassesThat(
              are(
                  resideInAnyPackage("io.fedlora..")
                      .and(
                          JavaClass.Predicates.resideOutsideOfPackages(
                              "io.fedlora.scenario..", "io.fedlora.file.."))));

  @ArchTest
  static final ArchRule checksShareNothingWithWhatTheyCheck =
      noClasses()
          .that()
          .resideInAPackage("io.fedlora.check..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.fedlora.server..",
              "io.fedlora.client..",
              "io.fedlora.device..",
              "io.fedlora.world..",
              "io.fedlora.journal..",
              "io.fedlora.message..",
              "io.fedlora.run..");

  @ArchTest
  static final ArchRule everyPackageIsNullMarked =
      classes()
          .that()
          .resideInAPackage("io.fedlora..")
          .should(
              new ArchCondition<>("live in a package marked @NullMarked") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                  boolean marked =
                      item.getPackage()
                          .tryGetPackageInfo()
                          .map(info -> info.isAnnotatedWith(NullMarked.class))
                          .orElse(false);
                  if (!marked) {
                    events.add(
                        SimpleConditionEvent.violated(
                            item, item.getPackageName() + " is not marked"));
                  }
                }
              });

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)");
}
