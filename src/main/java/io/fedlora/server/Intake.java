package io.fedlora.server;

import io.fedlora.adapter.State;
import io.fedlora.journal.Ledger;
import io.fedlora.message.Body;
import io.fedlora.message.Codec;
import io.fedlora.message.DamagedFrameException;
import io.fedlora.message.WireRecord;
import io.fedlora.method.Contribution;
import io.fedlora.method.FederatedMethod;
import org.jspecify.annotations.Nullable;

/**
 * What a server makes of the records that arrive: each is read, known for the answer to a request
 * of the server's or for what it is otherwise, and inspected. What is wrong, late or double goes no
 * further.
 */
final class Intake {
  /** What a record comes to. */
  sealed interface Finding {}

  /**
   * A sound update that answers an open request.
   *
   * @param frame the whole record
   */
  record Sound(Requests.Pending request, Arrival arrival, Server.Heard said, byte[] frame)
      implements Finding {}

  /** Nothing sound will come of a request, as far as the server knows. */
  record Gone(Requests.Pending request) implements Finding {}

  private enum Nothing implements Finding {
    NEW
  }

  private final RoundRules rules;
  private final FederatedMethod method;
  private final Codec codec;
  private final Ledger ledger;
  private final Requests requests;
  private final Numbering numbering;

  Intake(Server.Equipment with, Requests requests) {
    this.rules = with.rules();
    this.method = with.method();
    this.codec = with.codec();
    this.ledger = with.ledger();
    this.requests = requests;
    this.numbering = with.disk().numbering();
  }

  /**
   * Reads what has come from a client.
   *
   * @param common the common state, whose shape an update must have
   */
  Finding read(int client, byte[] frame, State common) {
    WireRecord wire;
    Body body;
    try {
      wire = WireRecord.parse(frame);
      body = codec.decode(wire);
    } catch (DamagedFrameException e) {
      return damaged(client, WireRecord.claimedRequest(frame), String.valueOf(e.getMessage()));
    }
    if (body instanceof Body.Update update) {
      return answer(client, wire.request(), update, frame, common);
    }
    return body instanceof Body.Hello hello && numbering.isNewHello(client, hello.number())
        ? nothingInHand(client)
        : Nothing.NEW;
  }

  /** Nobody vouches for the header any more, but it is the best that there is to go by. */
  private Finding damaged(int client, long claimed, String damage) {
    if (requests.isUnansweredAndForgotten(claimed, client)) {
      return forgotten(client, claimed, () -> ledger.rejected(claimed, client, damage));
    }
    if (requests.wasSettledLast(claimed, client)) {
      ledger.duplicate(claimed, client);
      return Nothing.NEW;
    }
    Requests.Pending suspect = requests.pending(claimed);
    if (suspect == null || suspect.client() != client) {
      suspect = requests.lastOf(client);
    }
    return suspect == null ? Nothing.NEW : rejected(suspect, damage);
  }

  private Finding answer(int client, long id, Body.Update update, byte[] frame, State common) {
    Requests.Pending request = requests.pending(id);
    if (request == null || request.client() != client) {
      if (requests.isUnansweredAndForgotten(id, client)) {
        return forgotten(client, id, () -> ledger.unexpected(id, client));
      }
      requests.settleUnknown(id, client);
      ledger.unexpected(id, client);
      return Nothing.NEW;
    }
    Contribution contribution =
        new Contribution(
            client, request.round(), update.examples(), update.steps(), update.state());
    String objection = objection(request, update, contribution, common);
    if (!objection.isEmpty()) {
      return rejected(request, objection);
    }
    requests.settle(request);
    return new Sound(
        request,
        new Arrival(id, request.version(), request.base(), contribution),
        new Server.Heard(update.loss(), update.reports()),
        frame);
  }

  private String objection(
      Requests.Pending request, Body.Update update, Contribution contribution, State common) {
    String objection = Inspection.mismatch(request, update);
    if (objection.isEmpty()) {
      objection = Inspection.objection(rules, method, common, contribution, update);
    }
    return objection.isEmpty()
        ? Inspection.excess(update.state(), rules.settings().merge().largestValue())
        : objection;
  }

  private Finding rejected(Requests.Pending request, String reason) {
    requests.settle(request);
    ledger.rejected(request.id(), request.client(), reason);
    return new Gone(request);
  }

  /** A client answers what was asked of it before the server went down. */
  private Finding forgotten(int client, long request, Runnable account) {
    requests.settleUnknown(request, client);
    account.run();
    return nothingInHand(client);
  }

  /**
   * A client has greeted the server, or answered what the server has forgotten: it has nothing in
   * hand now, and will have dropped what has been asked of it since. Unless, that is, a request and
   * its word have crossed on their ways.
   */
  private Finding nothingInHand(int client) {
    Requests.@Nullable Pending unanswered = requests.lastOf(client);
    if (unanswered == null) {
      return Nothing.NEW;
    }
    requests.giveUp(unanswered);
    return new Gone(unanswered);
  }
}
