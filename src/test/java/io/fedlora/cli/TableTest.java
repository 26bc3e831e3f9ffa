package io.fedlora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private static Table table() {
    Table table =
        new Table().figures("client").words("group").countsIfAny("late").countsIfAny("lost");
    table.row(List.of("0", "ordinary", "0", "2"));
    table.row(List.of("10", "slow", "0", "0"));
    return table;
  }

  @Test
  void alignsColumns() {
    assertThat(table().lines(Shell.UNLIMITED))
        .containsExactly(
            "client  group     late  lost",
            "     0  ordinary     0     2",
            "    10  slow         0     0");
  }

  @Test
  void emptyColumnsGiveWay() {
    assertThat(table().lines(24))
        .containsExactly(
            "client  group     lost", "     0  ordinary     2", "    10  slow         0");
  }

  @Test
  void whatDoesNotFitGoesOnBelowWithTheNamesOfTheRows() {
    Table table = new Table().words("run").words("kind").figures("one").figures("two");
    table.row(List.of("a", "x", "1.5", "22"));
    table.row(List.of("b", "y", "10", "3"));
    assertThat(table.lines(16))
        .containsExactly(
            "run  kind  one",
            "a    x     1.5",
            "b    y      10",
            "",
            "run  kind  two",
            "a    x      22",
            "b    y       3");
  }

  @Test
  void aLastColumnOfWordsIsBroken() {
    Table table = new Table().words("name").words("summary");
    table.row(List.of("one", "a sentence of several words"));
    assertThat(table.lines(22))
        .containsExactly("name  summary", "one   a sentence of", "      several words");
  }

  @Test
  void linesNeverExceedTheWidth() {
    assertThat(table().lines(12)).allMatch(line -> line.length() <= 12);
    assertThat(table().lines(5)).allMatch(line -> line.length() <= 5);
  }
}
