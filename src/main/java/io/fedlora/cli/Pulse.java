package io.fedlora.cli;

import io.fedlora.device.Score;
import io.fedlora.report.ClientTally;
import io.fedlora.run.RunWatcher.RoundRecord;
import io.fedlora.run.ScenarioRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far a run has come, as both kinds of progress show it. */
final class Pulse {
  private final String name;
  private final int rounds;
  private final int clients;
  private final String metricName;
  private @Nullable ClientTally tally;
  private final long started = System.nanoTime();
  private long begun;
  private boolean running;
  private double shareBefore;
  private int round;
  private int done;
  private int asked;
  private long workBefore;
  private long time;
  private double loss = Double.NaN;
  private double metric = Double.NaN;

  Pulse(String name, int rounds, int clients, String metricName) {
    this.name = name;
    this.rounds = rounds;
    this.clients = clients;
    this.metricName = metricName;
  }

  static Pulse of(ScenarioRun run) {
    return new Pulse(
        run.scenario().name(),
        run.scenario().rounds(),
        run.fleet().profiles().size(),
        run.population().metric().name());
  }

  void follow(ClientTally followed) {
    tally = followed;
  }

  void opened(int opened, int askedNow, long now) {
    if (!running) {
      running = true;
      begun = System.nanoTime();
    }
    round = opened;
    asked = askedNow;
    time = now;
    workBefore = worked();
  }

  /** A round of before the run was resumed: what time it takes now says nothing. */
  void repeated(RoundRecord record) {
    closed(record);
    begun = System.nanoTime();
    shareBefore = share();
  }

  void closed(RoundRecord record) {
    done = record.round();
    if (done >= round) {
      // Otherwise the next round opened while this one was being scored.
      time = record.time();
      asked = 0;
    }
    if (!record.heard().isEmpty()) {
      loss = record.trainLoss();
    }
    if (!record.scores().isEmpty()) {
      metric = record.scores().stream().mapToDouble(Score::metric).average().orElse(Double.NaN);
    }
  }

  private long worked() {
    return tally == null ? 0 : tally.finished();
  }

  /** The scenario's name. */
  String name() {
    return name;
  }

  /** How much of the run is done, 0 to 1. */
  double share() {
    double within = asked == 0 ? 0 : Math.min(0.95, (double) (worked() - workBefore) / asked);
    // A round that has opened says that those before it have closed, scored or not.
    return Math.min(1, (Math.max(done, round - 1) + within) / rounds);
  }

  /** What there is to say of the present, the most important first. */
  List<String> words() {
    String gone = Figures.seconds(Math.floor((System.nanoTime() - started) / 1e9)) + " gone";
    if (!running) {
      return List.of("loading the model", gone);
    }
    List<String> words = new ArrayList<>();
    words.add("round " + Math.max(round, 1) + "/" + rounds);
    words.add(gone + left().map(left -> ", " + left + " left").orElse(""));
    if (!Double.isNaN(metric)) {
      words.add(metricName + " " + Figures.score(metric));
    }
    words.add(Figures.seconds(time / 1e9) + " virtual");
    words.add(alive());
    if (!Double.isNaN(loss)) {
      words.add("train loss " + Figures.score(loss));
    }
    return words;
  }

  private String alive() {
    return (clients - (tally == null ? 0 : tally.awayNow())) + "/" + clients + " alive";
  }

  /** How much longer it takes, if it goes on as it went. */
  private Optional<String> left() {
    double share = share();
    if (!running || share <= shareBefore || share >= 1) {
      return Optional.empty();
    }
    double elapsed = (System.nanoTime() - begun) / 1e9;
    return Optional.of(Figures.seconds(Math.ceil(elapsed * (1 - share) / (share - shareBefore))));
  }

  /** What there is to say of a round that has just been reported. */
  List<String> words(RoundRecord record) {
    return words(record.round(), record.time());
  }

  private List<String> words(int shown, long at) {
    List<String> words = new ArrayList<>();
    words.add("round " + shown + "/" + rounds);
    words.add(Figures.seconds(at / 1e9) + " virtual");
    if (!Double.isNaN(loss)) {
      words.add("train loss " + Figures.score(loss));
    }
    if (!Double.isNaN(metric)) {
      words.add(metricName + " " + Figures.score(metric));
    }
    words.add(alive());
    left().ifPresent(left -> words.add(left + " left"));
    return words;
  }
}
