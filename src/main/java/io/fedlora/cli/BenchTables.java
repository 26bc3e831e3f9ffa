package io.fedlora.cli;

import io.fedlora.bench.FleetBench;
import io.fedlora.bench.MemoryUse;
import io.fedlora.bench.StepCase;
import io.fedlora.bench.StepTime;
import io.fedlora.bench.Throughput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures of {@code fedlora bench} as tables; parts that were not measured have none. */
final class BenchTables {
  private BenchTables() {}

  static List<Table> of(BenchReport report) {
    List<Table> tables = new ArrayList<>();
    if (!report.steps().isEmpty()) {
      tables.add(steps(report));
    }
    if (!report.slots().isEmpty()) {
      tables.add(slots(report.slots()));
    }
    report.controlPlane().map(BenchTables::controlPlane).ifPresent(tables::add);
    if (!report.fleets().isEmpty()) {
      tables.add(fleetRuns(report.fleets()));
      tables.add(fleetHeap(report.fleets()));
    }
    report.memory().map(BenchTables::memory).ifPresent(tables::add);
    return tables;
  }

  private static Table steps(BenchReport report) {
    Table table =
        new Table()
            .words("step")
            .words("form")
            .words("precision")
            .words("pooling")
            .figures("batch")
            .figures("ms")
            .figures("x homlora")
            .figures("faster than plain")
            .figures("than float32");
    for (StepTime time : report.steps()) {
      StepCase step = time.step();
      table.row(
          List.of(
              step.method().label(),
              BenchReport.lower(step.form()),
              BenchReport.lower(step.precision()),
              BenchReport.lower(step.pooling()),
              step.rows() + " x " + step.length(),
              decimals("%.1f", time.medianMillis()),
              decimals("%.2f", report.overHomLora(time)),
              decimals("%.2f", report.fasterThanPlain(time)),
              decimals("%.2f", report.fasterThanFloat32(time))));
    }
    return table;
  }

  private static Table slots(List<Throughput> slots) {
    Table table =
        new Table().words("steps a second").figures("1 slot").figures("2 slots").figures("ratio");
    for (Throughput one : slots) {
      table.row(
          List.of(
              one.step().method().label() + " " + BenchReport.lower(one.step().precision()),
              decimals("%.2f", one.one()),
              decimals("%.2f", one.two()),
              decimals("%.2f", one.ratio())));
    }
    return table;
  }

  private static Table controlPlane(BenchReport.ControlPlane both) {
    Table table =
        new Table()
            .words("control plane")
            .figures("clients")
            .figures("updates")
            .figures("updates/s")
            .figures("heap a client");
    table.row(
        List.of(
            "bare",
            Figures.whole(both.bare().clients()),
            Figures.whole(both.bare().updates()),
            Figures.whole(Math.round(both.bare().updatesPerSecond())),
            Figures.bytes(both.bare().heapBytesPerClient())));
    table.row(
        List.of(
            "with journal and tensors",
            Figures.whole(both.laden().clients()),
            Figures.whole(both.laden().updates()),
            Figures.whole(Math.round(both.laden().updatesPerSecond())),
            ""));
    return table;
  }

  private static Table fleetRuns(List<FleetBench.Result> fleets) {
    Table table =
        new Table()
            .figures("phones")
            .figures("asked")
            .figures("at work")
            .figures("virtual time")
            .figures("events")
            .figures("updates")
            .figures("set-up")
            .figures("run")
            .figures("events/s")
            .figures("updates/s");
    for (FleetBench.Result one : fleets) {
      table.row(
          List.of(
              Figures.whole(one.clients()),
              Figures.whole(one.asked()),
              Figures.whole(Math.round(one.atWork())),
              Figures.seconds(one.virtualSeconds()),
              Figures.whole(one.events()),
              Figures.whole(one.updates()),
              Figures.seconds(one.setUpSeconds()),
              Figures.seconds(one.seconds()),
              Figures.whole(Math.round(one.eventsPerSecond())),
              Figures.whole(Math.round(one.updatesPerSecond()))));
    }
    return table;
  }

  private static Table fleetHeap(List<FleetBench.Result> fleets) {
    Table table =
        new Table()
            .figures("phones")
            .figures("heap idle")
            .figures("a client")
            .figures("heap at work")
            .figures("a client at work")
            .figures("peak");
    for (FleetBench.Result one : fleets) {
      table.row(
          List.of(
              Figures.whole(one.clients()),
              Figures.bytes(one.idleHeapBytes()),
              Figures.bytes(one.heapPerClient()),
              Figures.bytes(one.busyHeapBytes()),
              Figures.bytes(one.heapPerWorking()),
              Figures.bytes(one.peakHeapBytes())));
    }
    return table;
  }

  private static Table memory(MemoryUse use) {
    Table table = new Table().words("memory").figures("before").figures("after").figures("growth");
    table.row(
        List.of(
            "over " + Figures.whole(use.steps()) + " steps",
            Figures.bytes(use.startBytes()),
            Figures.bytes(use.endBytes()),
            decimals("%+.1f MiB", use.growth() / 1048576.0)));
    return table;
  }

  private static String decimals(String format, double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, format, value);
  }
}
