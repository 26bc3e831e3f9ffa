package io.fedlora.device;

import io.fedlora.adapter.Owned;
import io.fedlora.adapter.State;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Where states are parked in host memory: what each client owns, what was sent down for a request
 * that is being worked on, and what each client's last local work left. Touched in turns of the
 * clock only; the states themselves are immutable and may be read anywhere.
 */
public final class StateRoom {
  private final IntFunction<Owned> initial;
  private final @Nullable Owned[] own;
  private final @Nullable Owned[] local;
  private final BitSet begun = new BitSet();
  private final Map<Long, State> received = new HashMap<>();
  private final int safeCopyEvery;
  private final @Nullable Owned[] safe;
  private final int[] works;

  /** A room in which nobody has worked, and no safe copies are made. */
  public StateRoom(int clients, IntFunction<Owned> initial) {
    this(clients, initial, 0);
  }

  /**
   * A room in which nobody has worked.
   *
   * @param initial what a client owns before its first work
   * @param safeCopyEvery finished pieces of work of a client between two safe copies of what it
   *     owns; 0 for none
   */
  public StateRoom(int clients, IntFunction<Owned> initial, int safeCopyEvery) {
    this.safeCopyEvery = safeCopyEvery;
    this.safe = new Owned[safeCopyEvery == 0 ? 0 : clients];
    this.works = new int[safe.length];
    this.initial = initial;
    this.own = new Owned[clients];
    this.local = new Owned[clients];
  }

  /** What a client owns. */
  public Owned own(int client) {
    Owned state = own[client];
    if (state == null) {
      state = initial.apply(client);
      own[client] = state;
    }
    return state;
  }

  /** Whether a client has begun local work before. */
  public boolean hasBegun(int client) {
    return begun.get(client);
  }

  /** The client begins local work. */
  public void begins(int client) {
    begun.set(client);
  }

  /** What the client's last local work left in place of the common state; null before the first. */
  public @Nullable Owned local(int client) {
    return local[client];
  }

  /** Keeps what finished work left. */
  public void park(int client, Trained trained) {
    own[client] = trained.own();
    local[client] = trained.local();
    if (safeCopyEvery > 0) {
      works[client]++;
      if (works[client] % safeCopyEvery == 0) {
        safe[client] = trained.own();
      }
    }
  }

  /**
   * The client goes on from its last safe copy, or from the beginning if there is none. What its
   * last work left in place of the common state is gone with it.
   *
   * @return how many finished pieces of work are in it
   */
  public int restore(int client) {
    local[client] = null;
    if (safeCopyEvery == 0) {
      own[client] = null;
      return 0;
    }
    own[client] = safe[client];
    works[client] -= works[client] % safeCopyEvery;
    return works[client];
  }

  /** Puts down what came with a request. */
  public void deposit(long request, State state) {
    received.put(request, state);
  }

  /** What came with a request that is still in hand. */
  public State received(long request) {
    State state = received.get(request);
    if (state == null) {
      throw new IllegalStateException("nothing was deposited for request " + request);
    }
    return state;
  }

  /** Forgets what came with a request. */
  public void clear(long request) {
    received.remove(request);
  }
}
