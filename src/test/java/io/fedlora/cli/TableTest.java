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
  void linesNeverExceedTheWidth() {
    assertThat(table().lines(12)).containsExactly("client  gro…", "     0  ord…", "    10  slo…");
  }
}
