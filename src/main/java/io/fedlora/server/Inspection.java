package io.fedlora.server;

import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.adapter.StateMath;
import io.fedlora.journal.JsonNumber;
import io.fedlora.message.Body;
import io.fedlora.method.Contribution;
import io.fedlora.method.FederatedMethod;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32C;

/** What the server looks at before it takes an update. */
final class Inspection {
  private Inspection() {}

  /** What is wrong with an update; empty if nothing. */
  static String objection(
      RoundRules rules,
      FederatedMethod method,
      State common,
      Contribution contribution,
      Body.Update update) {
    Optional<String> notFinite = StateMath.firstNonFinite(contribution.state());
    if (notFinite.isPresent()) {
      return notFinite.get();
    }
    for (String part : contribution.state().names()) {
      if (!method.mayLeave(part, contribution.round())) {
        return "part " + part + " is private";
      }
    }
    if (update.examples() < 0 || update.steps() < 0) {
      return "counts below zero";
    }
    double weight = rules.weight(method, contribution);
    if (!(weight > 0) || Double.isInfinite(weight)) {
      return "a weight of " + JsonNumber.of(weight);
    }
    return method.objection(common, contribution);
  }

  /** What of an update does not belong to the request that it answers; empty if nothing. */
  static String mismatch(Requests.Pending request, Body.Update update) {
    if (update.round() == request.round() && update.version() == request.version()) {
      return "";
    }
    return "of round %d and version %d, asked for in round %d with version %d"
        .formatted(update.round(), update.version(), request.round(), request.version());
  }

  /** Where the first value stands that is larger than may be; empty if none is. */
  static String excess(State state, double largest) {
    for (Part part : state.parts()) {
      for (float value : part.values()) {
        if (Math.abs(value) > largest) {
          return "part " + part.name() + " holds a value of " + value;
        }
      }
    }
    return "";
  }

  /** The CRC32C of all values as little-endian float32, part after part. */
  static long checksum(State state) {
    CRC32C crc = new CRC32C();
    for (Part part : state.parts()) {
      ByteBuffer bytes =
          ByteBuffer.allocate(part.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(part.values());
      crc.update(bytes);
    }
    return crc.getValue();
  }
}
