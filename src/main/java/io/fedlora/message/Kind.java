package io.fedlora.message;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kind of a wire record, one byte in its header. */
public enum Kind {
  DOWNLOAD(0, Body.Download.class),
  UPDATE(1, Body.Update.class),
  RECALL(2, Body.Recall.class),
  HELLO(3, Body.Hello.class);

  private static final List<Kind> BY_CODE =
      Arrays.stream(values()).sorted(Comparator.comparingInt(Kind::code)).toList();

  private final int code;
  private final Class<? extends Body> type;

  Kind(int code, Class<? extends Body> type) {
    this.code = code;
    this.type = type;
  }

  /** The byte in the header. */
  public int code() {
    return code;
  }

  Class<? extends Body> type() {
    return type;
  }

  /** Its name in the journal, as {@code recall}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of that code; empty if there is none. */
  static Optional<Kind> of(int code) {
    return code < 0 || code >= BY_CODE.size() ? Optional.empty() : Optional.of(BY_CODE.get(code));
  }

  static Kind of(Body body) {
    for (Kind kind : values()) {
      if (kind.type.isInstance(body)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind for " + body.getClass());
  }
}
