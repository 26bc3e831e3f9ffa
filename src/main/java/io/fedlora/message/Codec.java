package io.fedlora.message;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.Pool;
import io.fedlora.adapter.State;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Bodies to wire records and back, by Kryo. Only the classes registered here travel; anything else
 * is refused, whichever way it goes. Safe for several threads.
 */
public final class Codec {
  private static final int SMALLEST_BUFFER = 256;

  private final Pool<Kryo> kryos =
      new Pool<>(true, false, 16) {
        @Override
        protected Kryo create() {
          return registered();
        }
      };

  static Kryo registered() {
    Kryo kryo = new Kryo();
    kryo.setRegistrationRequired(true);
    kryo.setReferences(false);
    kryo.register(State.class, new StateSerializer(), 20);
    kryo.register(Body.Download.class, new DownloadSerializer(), 21);
    kryo.register(Body.Update.class, new UpdateSerializer(), 22);
    kryo.register(Body.Recall.class, new RecallSerializer(), 23);
    kryo.register(Body.Hello.class, new HelloSerializer(), 24);
    return kryo;
  }

  /** Encodes a body. */
  public WireRecord encode(long request, Body body) {
    Kryo kryo = kryos.obtain();
    try (Output output = new Output(SMALLEST_BUFFER, -1)) {
      kryo.writeObject(output, body);
      return WireRecord.of(Kind.of(body), request, output.toBytes(), parameters(body));
    } finally {
      kryos.free(kryo);
    }
  }

  /** How long the frame of a body is, without keeping it. */
  public long length(Body body) {
    Kryo kryo = kryos.obtain();
    try (Output output = new LengthOutput()) {
      kryo.writeObject(output, body);
      return WireRecord.HEADER_BYTES + output.total();
    } finally {
      kryos.free(kryo);
    }
  }

  private static long parameters(Body body) {
    if (body instanceof Body.Download download) {
      return download.state().parameters();
    }
    return body instanceof Body.Update update ? update.state().parameters() : 0;
  }

  /**
   * Decodes what has arrived.
   *
   * @throws DamagedFrameException if the body is not what its kind says
   */
  public Body decode(WireRecord wire) {
    Kryo kryo = kryos.obtain();
    byte[] frame = wire.frame();
    try (Input input =
        new Input(frame, WireRecord.HEADER_BYTES, frame.length - WireRecord.HEADER_BYTES)) {
      Body body = kryo.readObject(input, wire.kind().type());
      if (input.position() != frame.length) {
        throw new DamagedFrameException("bytes are left over behind the body");
      }
      return body;
    } catch (DamagedFrameException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new DamagedFrameException("body cannot be read: " + e.getMessage(), e);
    } finally {
      kryos.free(kryo);
    }
  }

  private static final class DownloadSerializer extends Serializer<Body.Download> {
    @Override
    public void write(Kryo kryo, Output output, Body.Download body) {
      output.writeVarInt(body.round(), true);
      output.writeVarLong(body.version(), true);
      output.writeVarInt(body.ordinal(), true);
      kryo.writeObject(output, body.state());
    }

    @Override
    public Body.Download read(Kryo kryo, Input input, Class<? extends Body.Download> type) {
      return new Body.Download(
          input.readVarInt(true),
          input.readVarLong(true),
          input.readVarInt(true),
          kryo.readObject(input, State.class));
    }
  }

  private static final class UpdateSerializer extends Serializer<Body.Update> {
    @Override
    public void write(Kryo kryo, Output output, Body.Update body) {
      output.writeVarInt(body.round(), true);
      output.writeVarLong(body.version(), true);
      output.writeVarInt(body.examples(), true);
      output.writeVarInt(body.steps(), true);
      output.writeDouble(body.loss());
      output.writeVarInt(body.reports().size(), true);
      body.reports()
          .forEach(
              (name, value) -> {
                output.writeString(name);
                output.writeDouble(value);
              });
      kryo.writeObject(output, body.state());
    }

    @Override
    public Body.Update read(Kryo kryo, Input input, Class<? extends Body.Update> type) {
      int round = input.readVarInt(true);
      long version = input.readVarLong(true);
      int examples = input.readVarInt(true);
      int steps = input.readVarInt(true);
      double loss = input.readDouble();
      SortedMap<String, Double> reports = new TreeMap<>();
      int count = Sound.count(input);
      for (int i = 0; i < count; i++) {
        reports.put(Sound.name(input), input.readDouble());
      }
      State state = kryo.readObject(input, State.class);
      return new Body.Update(round, version, examples, steps, loss, reports, state);
    }
  }

  private static final class RecallSerializer extends Serializer<Body.Recall> {
    @Override
    public void write(Kryo kryo, Output output, Body.Recall body) {
      output.writeVarInt(body.round(), true);
    }

    @Override
    public Body.Recall read(Kryo kryo, Input input, Class<? extends Body.Recall> type) {
      return new Body.Recall(input.readVarInt(true));
    }
  }

  private static final class HelloSerializer extends Serializer<Body.Hello> {
    @Override
    public void write(Kryo kryo, Output output, Body.Hello body) {
      output.writeVarInt(body.client(), true);
      output.writeVarInt(body.number(), true);
    }

    @Override
    public Body.Hello read(Kryo kryo, Input input, Class<? extends Body.Hello> type) {
      return new Body.Hello(input.readVarInt(true), input.readVarInt(true));
    }
  }
}
