package io.fedlora.house.planted;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Lets a stream go in parallel, in a way a method. */
public class Parallel {
  double sum(double[] numbers) {
    return DoubleStream.of(numbers).parallel().sum();
  }

  Stream<String> ofStream(Stream<String> texts) {
    return texts.parallel();
  }

  Stream<String> ofList(List<String> texts) {
    return texts.parallelStream();
  }

  Stream<String> supported(List<String> texts) {
    return StreamSupport.stream(texts.spliterator(), true);
  }

  void prefixes(double[] numbers) {
    Arrays.parallelPrefix(numbers, Double::sum);
  }
}
