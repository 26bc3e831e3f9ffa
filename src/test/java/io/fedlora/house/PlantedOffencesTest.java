package io.fedlora.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.fedlora.house.planted.Dice;
import io.fedlora.house.planted.Hashes;
import io.fedlora.house.planted.Innocent;
import io.fedlora.house.planted.LooseMath;
import io.fedlora.house.planted.Parallel;
import io.fedlora.house.planted.RealClock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever breaks a rule of sameness is found, whichever way he takes. */
class PlantedOffencesTest {
  private static JavaClass imported(Class<?> type) {
    return new ClassFileImporter().importClass(type);
  }

  static Stream<Arguments> offences() {
    return Stream.of(
            Map.entry(RealClock.class, Sameness.WALL_CLOCK),
            Map.entry(Dice.class, Sameness.UNKEYED_RANDOMNESS),
            Map.entry(Hashes.class, Sameness.HASH_ORDER),
            Map.entry(LooseMath.class, Sameness.LOOSE_ARITHMETIC),
            Map.entry(Parallel.class, Sameness.PARALLEL_STREAMS))
        .flatMap(
            pair ->
                imported(pair.getKey()).getMethods().stream()
                    .filter(method -> !method.getModifiers().toString().contains("SYNTHETIC"))
                    .map(method -> Arguments.of(method, pair.getValue())));
  }

  @ParameterizedTest
  @MethodSource("offences")
  void everyWayIsFound(JavaMethod way, Ban ban) {
    assertThat(ban.violations(way.getOwner()))
        .anySatisfy(found -> assertThat(found).contains("<" + way.getFullName() + ">"));
  }

  @Test
  void whatOnlyLooksLikeItIsLeftAlone() {
    JavaClass innocent = imported(Innocent.class);
    assertThat(Sameness.BANS).allSatisfy(ban -> assertThat(ban.uses(innocent)).isEmpty());
  }

  @Test
  void anExemptionIsForOneClassAndNotForAllThatBeginLikeIt() {
    JavaClass hashes = imported(Hashes.class);
    Ban hashOrder = Sameness.HASH_ORDER;
    String name = Hashes.class.getName();
    assertThat(exempting(hashOrder, name).violations(hashes)).isEmpty();
    for (String other : List.of(name.substring(0, name.length() - 1), name + "Too")) {
      assertThat(exempting(hashOrder, other).violations(hashes)).isNotEmpty();
    }
  }

  private static Ban exempting(Ban ban, String name) {
    return new Ban(ban.types(), ban.members(), ban.because(), Map.of(name, "for this test"));
  }
}
