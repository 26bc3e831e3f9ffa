package io.fedlora.message;

import java.util.Locale;

/** The kind of a wire record, one byte in its header. */
public enum Kind {
  DOWNLOAD(Body.Download.class),
  UPDATE(Body.Update.class),
  RECALL(Body.Recall.class),
  HELLO(Body.Hello.class);

  private final Class<? extends Body> type;

  Kind(Class<? extends Body> type) {
    this.type = type;
  }

  Class<? extends Body> type() {
    return type;
  }

  /** Its name in the journal, as {@code recall}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
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
