package io.fedlora.house;

import io.fedlora.house.Ban.Member;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.BaseStream;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What would make two runs of one seed differ, and who may use it all the same. */
final class Sameness {
  /** Whatever reads a real clock. */
  static final Ban WALL_CLOCK =
      new Ban(
          Set.of(
              "java.time.Instant",
              "java.time.LocalDate",
              "java.time.LocalTime",
              "java.time.LocalDateTime",
              "java.time.OffsetDateTime",
              "java.time.ZonedDateTime",
              "java.time.Clock",
              "java.time.InstantSource",
              "java.util.Calendar",
              "java.util.Date",
              "java.nio.file.attribute.FileTime"),
          member ->
              member.isOf(System.class, "nanoTime", "currentTimeMillis")
                  || member.isOf(File.class, "lastModified")
                  || member.isOf(Files.class, "getLastModifiedTime")
                  || member.isOf(
                      BasicFileAttributes.class,
                      "lastModifiedTime",
                      "lastAccessTime",
                      "creationTime"),
          "only what measures the machine, or paces the run, may look at a real clock",
          Exemptions.WALL_CLOCK);

  /** Whatever is drawn otherwise than from a stream that is keyed. */
  static final Ban UNKEYED_RANDOMNESS =
      new Ban(
          Set.of(
              "java.util.Random",
              "java.util.SplittableRandom",
              "java.util.UUID",
              "java.util.concurrent.ThreadLocalRandom",
              "java.util.random.RandomGenerator",
              "java.util.random.RandomGeneratorFactory",
              "java.security.SecureRandom"),
          member ->
              member.isOf(Math.class, "random")
                  || member.isOf(StrictMath.class, "random")
                  || member.isOf(Collections.class, "shuffle")
                  || member.isOf(System.class, "identityHashCode"),
          "everything drawn comes from io.fedlora.random, keyed by what it is drawn for",
          Map.of());

  /** Whatever may go through its elements in another order in another Java process. */
  static final Ban HASH_ORDER =
      new Ban(
          Set.of(
              "java.util.HashMap",
              "java.util.HashSet",
              "java.util.Hashtable",
              "java.util.IdentityHashMap",
              "java.util.WeakHashMap",
              "java.util.concurrent.ConcurrentHashMap"),
          Sameness::isUnordered,
          "the order of a hash table is nobody's promise, that of Set.of and Map.of is salted anew"
              + " in every process; use a linked or a sorted one",
          Exemptions.HASH_ORDER);

  /** What {@code java.lang.Math} computes exactly, or rounds as IEEE 754 says, on any machine. */
  private static final Set<String> EXACT =
      Set.of(
          "PI",
          "E",
          "abs",
          "absExact",
          "min",
          "max",
          "sqrt",
          "floor",
          "ceil",
          "rint",
          "round",
          "addExact",
          "subtractExact",
          "multiplyExact",
          "incrementExact",
          "decrementExact",
          "negateExact",
          "toIntExact",
          "floorMod",
          "floorDiv",
          "ceilDiv",
          "ceilMod",
          "signum",
          "fma",
          "multiplyHigh",
          "multiplyFull",
          "clamp",
          "copySign",
          "ulp",
          "nextUp",
          "nextDown",
          "nextAfter",
          "scalb",
          "getExponent",
          "random");

  /** Functions of {@code java.lang.Math} that may be an ulp off, and not everywhere the same. */
  static final Ban LOOSE_ARITHMETIC =
      new Ban(
          Set.of(),
          member -> member.isExactlyOf(Math.class) && !EXACT.contains(member.name()),
          "java.lang.Math may give other bits on another machine; StrictMath does not",
          Map.of());

  /** Streams that go in parallel: sums in no fixed order, and threads that nobody counted. */
  static final Ban PARALLEL_STREAMS =
      new Ban(
          Set.of(),
          member ->
              member.isOf(BaseStream.class, "parallel")
                  || member.isOf(Collection.class, "parallelStream")
                  || member.isOf(StreamSupport.class, "stream", "intStream", "longStream")
                  || (member.isExactlyOf(Arrays.class) && member.name().startsWith("parallel")),
          "what is summed is summed in a fixed order, and threads are the device's slots",
          Exemptions.PARALLEL_STREAMS);

  /** All of them. */
  static final List<Ban> BANS =
      List.of(WALL_CLOCK, UNKEYED_RANDOMNESS, HASH_ORDER, LOOSE_ARITHMETIC, PARALLEL_STREAMS);

  private Sameness() {}

  /** One element has but one order; a collector is told which map to fill by its last argument. */
  private static boolean isUnordered(Member member) {
    int parameters = member.parameters().size();
    String name = member.name();
    if (member.isExactlyOf(Set.class)) {
      boolean several = parameters > 1 || (parameters == 1 && member.parameters().get(0).isArray());
      return name.equals("copyOf") || (name.equals("of") && several);
    }
    if (member.isExactlyOf(Map.class)) {
      return name.equals("copyOf")
          || name.equals("ofEntries")
          || (name.equals("of") && parameters > 2);
    }
    return member.isExactlyOf(Collectors.class)
        && switch (name) {
          case "toSet", "toUnmodifiableSet", "toUnmodifiableMap" -> true;
          case "groupingByConcurrent", "toConcurrentMap" -> true;
          case "toMap" -> parameters < 4;
          case "groupingBy" -> parameters < 3;
          default -> false;
        };
  }
}
