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
import java.util.HashMap;
import java.util.HashSet;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.NullMarked;

/** The rules of the house: which room may use what. */
@AnalyzeClasses(packages = "io.fedlora", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule djlStaysInFoundationAndDevice =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.fedlora.foundation..", "io.fedlora.device..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.djl..");

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
  static final ArchRule noWallClockDecides =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.fedlora.bench..", "io.fedlora.cli..", "io.fedlora.report.live..")
          .and()
          .doNotHaveFullyQualifiedName("io.fedlora.clock.VirtualClock")
          .and()
          .doNotHaveFullyQualifiedName("io.fedlora.device.Slots")
          .and()
          .doNotHaveFullyQualifiedName("io.fedlora.run.Session")
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.time.Instant")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.time\\.(LocalDateTime|ZonedDateTime|Clock)|java\\.util\\.Date")
          .because("only what measures the machine, or paces the run, may look at a real clock");

  @ArchTest
  static final ArchRule allRandomnessIsKeyed =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Random.class, ThreadLocalRandom.class, UUID.class)
          .orShould()
          .callMethod(Math.class, "random");

  @ArchTest
  static final ArchRule transcendentalFunctionsAreStrict =
      noClasses()
          .should()
          .callMethod(Math.class, "exp", double.class)
          .orShould()
          .callMethod(Math.class, "log", double.class)
          .orShould()
          .callMethod(Math.class, "pow", double.class, double.class)
          .orShould()
          .callMethod(Math.class, "sin", double.class)
          .orShould()
          .callMethod(Math.class, "cos", double.class)
          .orShould()
          .callMethod(Math.class, "tanh", double.class)
          .orShould()
          .callMethod(Math.class, "log1p", double.class)
          .orShould()
          .callMethod(Math.class, "expm1", double.class)
          .orShould()
          .callMethod(Math.class, "log10", double.class)
          .orShould()
          .callMethod(Math.class, "cbrt", double.class)
          .orShould()
          .callMethod(Math.class, "hypot", double.class, double.class)
          .because("java.lang.Math may give other bits on another machine");

  /** Each of these only looks things up, or sorts before it goes through them. */
  private static final String HASHES_THAT_ARE_ONLY_LOOKED_UP =
      "io\\.fedlora\\.(corpus\\.source\\.LanguageTool|corpus\\.Pool|server\\.(Server|Round|Requests)"
          + "|journal\\.EventLine|scenario\\.(Keys|Quantities)|clock\\.(VirtualClock|Clocks)|adapter\\.Layout"
          + "|foundation\\.torch\\.TorchModel|device\\.(Device|StateRoom)|check\\.Book).*";

  @ArchTest
  static final ArchRule hashOrderDecidesNothing =
      noClasses()
          .that()
          .haveNameNotMatching(HASHES_THAT_ARE_ONLY_LOOKED_UP)
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(HashMap.class, HashSet.class, ConcurrentHashMap.class)
          .because("the order of a hash table differs between runs; use a linked or sorted one");

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
