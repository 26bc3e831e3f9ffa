package io.fedlora.report.tensorboard;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes the few kinds of TensorFlow's {@code Event} message that TensorBoard needs ({@code
 * event.proto}, {@code summary.proto}), each in a frame of its own. All scalars become float32, as
 * {@code simple_value} is.
 */
final class EventWriter {
  private static final String VERSION = "brain.Event:2";

  private final OutputStream out;

  /** Begins a file, which starts with the version of the format. */
  EventWriter(OutputStream out) throws IOException {
    this.out = out;
    RecordFrames.write(
        out,
        message(
            event -> {
              event.writeDouble(Event.WALL_TIME, 0);
              event.writeString(Event.FILE_VERSION, VERSION);
            }));
  }

  /**
   * Appends a number.
   *
   * @param at the event's time in seconds
   */
  void scalar(double at, long step, String tag, double value) throws IOException {
    value(at, step, tag, one -> one.writeFloat(Value.SIMPLE, (float) value));
  }

  /**
   * Appends a histogram.
   *
   * @param at the event's time in seconds
   */
  void histogram(double at, long step, String tag, Histogram values) throws IOException {
    byte[] histogram =
        message(
            one -> {
              one.writeDouble(Histo.MIN, values.least());
              one.writeDouble(Histo.MAX, values.greatest());
              one.writeDouble(Histo.NUM, values.values().length);
              one.writeDouble(Histo.SUM, values.sum());
              one.writeDouble(Histo.SUM_SQUARES, values.sumOfSquares());
              one.writeByteArray(Histo.BUCKET_LIMIT, packed(values.limits()));
              one.writeByteArray(Histo.BUCKET, packed(values.counts()));
            });
    value(at, step, tag, one -> one.writeByteArray(Value.HISTO, histogram));
  }

  private void value(double at, long step, String tag, Fields content) throws IOException {
    byte[] value =
        message(
            one -> {
              one.writeString(Value.TAG, tag);
              content.write(one);
            });
    byte[] summary = message(one -> one.writeByteArray(1, value));
    RecordFrames.write(
        out,
        message(
            event -> {
              event.writeDouble(Event.WALL_TIME, at);
              event.writeInt64(Event.STEP, step);
              event.writeByteArray(Event.SUMMARY, summary);
            }));
  }

  private static byte[] packed(double[] values) throws IOException {
    return message(
        one -> {
          for (double value : values) {
            one.writeDoubleNoTag(value);
          }
        });
  }

  private interface Fields {
    void write(CodedOutputStream message) throws IOException;
  }

  private static byte[] message(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream message = CodedOutputStream.newInstance(bytes);
    fields.write(message);
    message.flush();
    return bytes.toByteArray();
  }

  /** Numbers of the fields of {@code Event}. */
  private static final class Event {
    static final int WALL_TIME = 1;
    static final int STEP = 2;
    static final int FILE_VERSION = 3;
    static final int SUMMARY = 5;
  }

  /** Numbers of the fields of {@code Summary.Value}. */
  private static final class Value {
    static final int TAG = 1;
    static final int SIMPLE = 2;
    static final int HISTO = 5;
  }

  /** Numbers of the fields of {@code HistogramProto}. */
  private static final class Histo {
    static final int MIN = 1;
    static final int MAX = 2;
    static final int NUM = 3;
    static final int SUM = 4;
    static final int SUM_SQUARES = 5;
    static final int BUCKET_LIMIT = 6;
    static final int BUCKET = 7;
  }
}
