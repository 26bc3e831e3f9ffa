package io.fedlora.house.planted;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;

/** Draws what depends on no seed of a scenario, in a way a method. */
public class Dice {
  double plain() {
    return new Random(7).nextDouble();
  }

  int ofThread() {
    return ThreadLocalRandom.current().nextInt();
  }

  int splittable() {
    return new SplittableRandom(7).nextInt();
  }

  int generator() {
    return RandomGenerator.getDefault().nextInt();
  }

  int secure() {
    return new SecureRandom().nextInt();
  }

  String identifier() {
    return UUID.randomUUID().toString();
  }

  double ofMath() {
    return Math.random();
  }

  DoubleSupplier reference() {
    return Math::random;
  }

  DoubleSupplier strictReference() {
    return StrictMath::random;
  }

  void shuffled(List<String> texts) {
    Collections.shuffle(texts);
  }

  Consumer<List<?>> shuffleReference() {
    return Collections::shuffle;
  }

  int identity(Object object) {
    return System.identityHashCode(object);
  }

  ToIntFunction<Object> identityReference() {
    return System::identityHashCode;
  }
}
