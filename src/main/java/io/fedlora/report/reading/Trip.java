package io.fedlora.report.reading;

/**
 * One request on its way to a client and back. Instants are virtual nanoseconds, {@link #NEVER} for
 * what has not happened.
 */
public final class Trip {
  /** What has not happened. */
  public static final long NEVER = -1;

  /** How a request ended; the names are those of {@code summary.json}. */
  public enum Outcome {
    OPEN,
    MERGED,
    LATE,
    LOST,
    REJECTED,
    CANCELLED
  }

  private final int client;
  private final int round;
  private final long sent;
  private long started = NEVER;
  private long finished = NEVER;
  private long uploaded = NEVER;
  private long arrived = NEVER;
  private long ended = NEVER;
  private Outcome outcome = Outcome.OPEN;
  private String reason = "";
  private boolean mergedLate;

  Trip(int client, int round, long sent) {
    this.client = client;
    this.round = round;
    this.sent = sent;
  }

  void started(long time) {
    started = time;
  }

  void finished(long time) {
    finished = time;
  }

  void uploaded(long time) {
    uploaded = time;
  }

  void arrived(long time) {
    arrived = arrived == NEVER ? time : arrived;
  }

  void ended(long time, Outcome how, String why) {
    ended = time;
    outcome = how;
    reason = why;
  }

  void mergedLate(boolean late) {
    mergedLate = late;
  }

  public int client() {
    return client;
  }

  public int round() {
    return round;
  }

  /** When the download began. */
  public long sent() {
    return sent;
  }

  /** When the download was over and local work began. */
  public long started() {
    return started;
  }

  /** When the upload began. */
  public long uploaded() {
    return uploaded;
  }

  /** When the update reached the server. */
  public long arrived() {
    return arrived;
  }

  /** When it was settled. */
  public long ended() {
    return ended;
  }

  public Outcome outcome() {
    return outcome;
  }

  /** Why it ended so; empty for merged and late ones. */
  public String reason() {
    return reason;
  }

  /** Whether it was merged although it came after its round. */
  public boolean isMergedLate() {
    return mergedLate;
  }

  /** When the download ended, or was given up; what is still open lasts until {@code now}. */
  public long downloadEnd(long now) {
    return started != NEVER ? started : settled(now);
  }

  /** When local work ended, or was given up. */
  public long workEnd(long now) {
    return finished != NEVER ? finished : settled(now);
  }

  /** When the upload ended, or was given up. */
  public long uploadEnd(long now) {
    return arrived != NEVER ? arrived : settled(now);
  }

  private long settled(long now) {
    return ended != NEVER ? ended : now;
  }
}
