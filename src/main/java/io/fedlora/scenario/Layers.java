package io.fedlora.scenario;

import java.util.List;
import java.util.stream.IntStream;

/** Which layers of an encoder carry adapters. */
public sealed interface Layers {
  /** Every layer. */
  Layers ALL = new All();

  /**
   * The layer numbers, from 0, ascending.
   *
   * @param depth how many layers the encoder has
   * @throws InvalidValue if a layer is asked for that the encoder does not have
   */
  List<Integer> of(int depth);

  /** Every layer; written {@code all}. */
  record All() implements Layers {
    @Override
    public List<Integer> of(int depth) {
      return IntStream.range(0, depth).boxed().toList();
    }
  }

  /**
   * The layers nearest to the output; written {@code last 2}.
   *
   * @param number how many, at least 1
   */
  record Last(int number) implements Layers {
    @Override
    public List<Integer> of(int depth) {
      if (number > depth) {
        throw new InvalidValue(
            "layers",
            "asks for the last " + number + " layers of an encoder of " + depth,
            "write at most last " + depth);
      }
      return IntStream.range(depth - number, depth).boxed().toList();
    }
  }

  /**
   * These layers; written {@code [4, 5]}.
   *
   * @param numbers from 0, ascending, none twice
   */
  record Listed(List<Integer> numbers) implements Layers {
    public Listed {
      numbers = numbers.stream().sorted().distinct().toList();
      if (numbers.isEmpty() || numbers.get(0) < 0) {
        throw new InvalidValue(
            "", "expected layer numbers from 0, at least one", "write for example [4, 5]");
      }
    }

    @Override
    public List<Integer> of(int depth) {
      int highest = numbers.get(numbers.size() - 1);
      if (highest >= depth) {
        throw new InvalidValue(
            "layers",
            "names layer " + highest + " of an encoder of " + depth + " layers",
            "number them from 0 to " + (depth - 1));
      }
      return numbers;
    }
  }

  /**
   * Reads {@code all} or {@code last <n>}.
   *
   * @throws InvalidValue if the text is neither
   */
  static Layers parse(String text) {
    if (text.equals("all")) {
      return ALL;
    }
    if (text.matches("last +[1-9]\\d{0,5}")) {
      return new Last(Integer.parseInt(text.substring("last".length()).strip()));
    }
    throw new InvalidValue(
        "",
        "expected all, last <n> or a list of layer numbers, found \"" + text + "\"",
        "write for example all, last 2 or [4, 5]");
  }
}
