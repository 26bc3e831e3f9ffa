package io.fedlora.report.page;

import io.fedlora.report.page.Column.Kind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * The one unit of a column and its decimals, from the figures in it: the unit from the greatest
 * mean, decimals enough that the least mean has three digits and the least deviation one.
 *
 * @param unit as {@code MiB}; empty if there is none
 * @param factor from plain units
 * @param decimals behind the point
 */
record ColumnScale(String unit, double factor, int decimals) {
  private record Unit(String name, double size, double from) {}

  private static final List<Unit> BYTES =
      List.of(
          new Unit("B", 1, 0),
          new Unit("KiB", 0x1p10, 0x1p10),
          new Unit("MiB", 0x1p20, 0x1p20),
          new Unit("GiB", 0x1p30, 0x1p30),
          new Unit("TiB", 0x1p40, 0x1p40));
  private static final List<Unit> FLOPS =
      List.of(
          new Unit("FLOP", 1, 0),
          new Unit("kFLOP", 1e3, 1e3),
          new Unit("MFLOP", 1e6, 1e6),
          new Unit("GFLOP", 1e9, 1e9),
          new Unit("TFLOP", 1e12, 1e12),
          new Unit("PFLOP", 1e15, 1e15),
          new Unit("EFLOP", 1e18, 1e18));

  /** Seconds are understood for long; so are minutes. */
  private static final List<Unit> TIMES =
      List.of(new Unit("s", 1, 0), new Unit("min", 60, 600), new Unit("h", 3600, 36_000));

  /** Beyond them a figure is written with a power of ten. */
  private static final int MOST_DECIMALS = 5;

  /** Of a sum near 1 no more than this is left by rounding. */
  private static final double ROUNDING = 1e-13;

  static ColumnScale of(Kind kind, Collection<Spread> figures) {
    return switch (kind) {
      case SCORE -> new ColumnScale("", 1, 3);
      case SHARE -> new ColumnScale("%", 100, 1);
      case RANK -> new ColumnScale("", 1, 1);
      case BYTES -> fitted(BYTES, figures);
      case FLOPS -> fitted(FLOPS, figures);
      case SECONDS -> fitted(TIMES, figures);
    };
  }

  private static ColumnScale fitted(List<Unit> units, Collection<Spread> figures) {
    double most = 0;
    double least = Double.POSITIVE_INFINITY;
    double spread = Double.POSITIVE_INFINITY;
    for (Spread figure : figures) {
      most = Math.max(most, figure.count() == 0 ? 0 : figure.mean());
      least = figure.mean() > 0 ? Math.min(least, figure.mean()) : least;
      spread = figure.deviation() > 0 ? Math.min(spread, figure.deviation()) : spread;
    }
    Unit unit = units.get(0);
    for (Unit larger : units) {
      unit = most >= larger.from() ? larger : unit;
    }
    int enough = decimals(least / unit.size(), 3);
    // A spread far below the means would blow up the whole column; it gets a power of ten.
    int decimals = Math.max(enough, Math.min(enough + 2, decimals(spread / unit.size(), 1)));
    return new ColumnScale(unit.name(), 1 / unit.size(), Math.min(decimals, MOST_DECIMALS));
  }

  /** How many decimals a figure needs for so many digits. */
  private static int decimals(double value, int digits) {
    return Double.isInfinite(value)
        ? 0
        : Math.max(0, digits - 1 - (int) Math.floor(StrictMath.log10(value)));
  }

  /**
   * A figure in this unit; with a power of ten where the decimals would make it zero that is not.
   */
  String written(double value) {
    double size = Math.abs(value * factor);
    boolean small = size > ROUNDING && size < 0.5 * StrictMath.pow(10, -decimals);
    if (small) {
      return String.format(Locale.ROOT, "%.1e", value * factor);
    }
    // Twelve digits first: a mean of 0.2125 may lie a hair below it, and the page says 0.213 too.
    return new BigDecimal(value * factor)
        .round(new MathContext(12))
        .setScale(decimals, RoundingMode.HALF_UP)
        .toPlainString();
  }
}
