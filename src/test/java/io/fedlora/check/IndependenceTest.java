package io.fedlora.check;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.fedlora.adapter.Safetensors;
import io.fedlora.adapter.Tensor;
import org.junit.jupiter.api.Test;

class IndependenceTest {
  private final JavaClasses checks =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.fedlora.check");

  @Test
  void whatProvesSharesNothingWithWhatRuns() {
    classes()
        .that()
        .resideInAPackage("io.fedlora.check")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    "java..",
                    "com.google.gson..",
                    "com.esotericsoftware.kryo..",
                    "org.jspecify.annotations",
                    "io.fedlora.check",
                    "io.fedlora.file",
                    "io.fedlora.scenario")
                .or(belongToAnyOf(Safetensors.class, Tensor.class)))
        .check(checks);
  }
}
