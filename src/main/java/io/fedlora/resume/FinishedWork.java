package io.fedlora.resume;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.State;
import io.fedlora.adapter.StateBytes;
import io.fedlora.device.Product;
import io.fedlora.device.Score;
import io.fedlora.device.Trained;
import io.fedlora.device.Workload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The records of finished work as bytes: a kind (1 byte), the number of the computation (8 bytes),
 * then what was found. What stays with the client is a record of its own.
 */
final class FinishedWork {
  /** Kinds of records in the log. */
  static final byte WORKLOAD = 1;

  static final byte PRODUCT = 2;
  static final byte SCORE = 3;

  private FinishedWork() {}

  @FunctionalInterface
  private interface Content {
    void writeTo(DataOutputStream out) throws IOException;
  }

  @FunctionalInterface
  private interface Parser<T> {
    T parse(DataInputStream in) throws IOException;
  }

  private static byte[] bytes(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      content.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to be written", e);
    }
    return bytes.toByteArray();
  }

  private static <T> T parsed(ByteBuffer bytes, Parser<T> parser) throws IOException {
    return parser.parse(
        new DataInputStream(
            new ByteArrayInputStream(
                bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining())));
  }

  private static DataOutputStream headed(DataOutputStream out, byte kind, long number)
      throws IOException {
    out.writeByte(kind);
    out.writeLong(number);
    return out;
  }

  static byte[] of(long number, Workload workload) {
    return bytes(
        out -> {
          headed(out, WORKLOAD, number).writeInt(workload.steps());
          out.writeLong(workload.tokens());
          out.writeLong(workload.flops());
        });
  }

  static Workload workload(ByteBuffer content) {
    return new Workload(content.getInt(), content.getLong(), content.getLong());
  }

  static byte[] of(long number, Score score) {
    return bytes(
        out -> {
          headed(out, SCORE, number).writeDouble(score.metric());
          out.writeDouble(score.loss());
        });
  }

  static Score score(ByteBuffer content) {
    return new Score(content.getDouble(), content.getDouble());
  }

  /** What is left out here is what {@link #own} gives. */
  static byte[] of(long number, Product product) {
    Trained trained = product.trained();
    return bytes(
        out -> {
          headed(out, PRODUCT, number).writeUTF(product.notFinite());
          out.writeInt(trained.examples());
          out.writeInt(trained.steps());
          out.writeDouble(trained.loss());
          out.writeInt(trained.reports().size());
          for (Map.Entry<String, Double> report : trained.reports().entrySet()) {
            out.writeUTF(report.getKey());
            out.writeDouble(report.getValue());
          }
          StateBytes.write(out, trained.upload());
          out.writeBoolean(isUploadLocal(trained));
        });
  }

  /** What stays with the client: what it owns, and what is scored if that is not the upload. */
  static byte[] own(Trained trained) {
    return bytes(
        out -> {
          StateBytes.write(out, trained.own().state());
          if (!isUploadLocal(trained)) {
            StateBytes.write(out, trained.local().state());
          }
        });
  }

  private static boolean isUploadLocal(Trained trained) {
    return trained.local().state() == trained.upload();
  }

  /** Where what stays with the client lies. */
  interface Left {
    ByteBuffer bytes() throws IOException;
  }

  static Product product(ByteBuffer content, Left left) throws IOException {
    return parsed(
        content,
        in -> {
          String notFinite = in.readUTF();
          int examples = in.readInt();
          int steps = in.readInt();
          double loss = in.readDouble();
          SortedMap<String, Double> reports = new TreeMap<>();
          for (int count = in.readInt(); count > 0; count--) {
            reports.put(in.readUTF(), in.readDouble());
          }
          State upload = StateBytes.read(in);
          Owned own = Owned.shelved(() -> left(left, 0));
          Owned local = in.readBoolean() ? new Owned(upload) : Owned.shelved(() -> left(left, 1));
          return new Product(
              new Trained(own, upload, local, examples, steps, loss, reports), notFinite);
        });
  }

  private static State left(Left left, int skipped) {
    try {
      return parsed(
          left.bytes(),
          in -> {
            State state = StateBytes.read(in);
            return skipped == 0 ? state : StateBytes.read(in);
          });
    } catch (IOException e) {
      throw new UncheckedIOException("what a client owns cannot be read from the run folder", e);
    }
  }
}
