package io.fedlora.run;

import io.fedlora.report.MetricsFiles;
import io.fedlora.report.NativeMemory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes every round into the run folder's metrics files, then tells the next watcher. */
final class FolderWatcher implements RunWatcher {
  private final MetricsFiles files;
  private final RunWatcher next;
  private final Session session;

  FolderWatcher(MetricsFiles files, Session session, RunWatcher next) {
    this.files = files;
    this.session = session;
    this.next = next;
  }

  @Override
  public void roundOpened(int round, int asked, long time) {
    next.roundOpened(round, asked, time);
  }

  @Override
  public void roundDone(RoundRecord done) {
    Map<String, Object> round = new LinkedHashMap<>();
    round.put("round", done.round());
    round.put("t", done.time());
    round.put("closed", done.reason());
    round.put("trainLoss", done.trainLoss());
    round.put("requested", done.counts().requested());
    round.put("merged", done.counts().merged());
    round.put("mergedLate", done.counts().mergedLate());
    round.put("late", done.counts().late());
    round.put("lost", done.counts().lost());
    round.put("rejected", done.counts().rejected());
    round.put("cancelled", done.counts().cancelled());
    SortedMap<Integer, SortedMap<String, Double>> trained = new TreeMap<>();
    done.heard()
        .forEach(
            (client, heard) -> {
              SortedMap<String, Double> report = new TreeMap<>(heard.reports());
              if (!Double.isNaN(heard.loss())) {
                report.put("train-loss", heard.loss());
              }
              trained.put(client, report);
            });
    files.round(round, done.reports(), done.scores(), trained);
    Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("round", done.round());
    machine.put("session", session.number());
    machine.put("wallSeconds", session.seconds());
    machine.put("slots", done.use().slots());
    machine.put("mostAtOnce", done.use().mostAtOnce());
    machine.put("busySeconds", done.use().busyNanos() / 1e9);
    machine.put("residentBytes", NativeMemory.residentBytes());
    machine.put("heapBytes", Runtime.getRuntime().totalMemory());
    files.machine(machine);
    if (done.round() <= session.roundsBefore()) {
      next.roundRepeated(done);
    } else {
      next.roundDone(done);
    }
  }
}
