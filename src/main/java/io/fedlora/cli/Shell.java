package io.fedlora.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * What a command has of the process it runs in.
 *
 * @param out for results
 * @param err for progress, warnings and errors
 * @param outWidth columns of the terminal that {@code out} is; {@link #UNLIMITED} if it is none
 * @param errWidth the same of {@code err}
 * @param colour whether terminals may be written to in colour
 * @param interrupted whether the user has asked the process to end, and what that does
 */
record Shell(
    PrintWriter out,
    PrintWriter err,
    int outWidth,
    int errWidth,
    boolean colour,
    Interrupts interrupted) {
  /** The width of what is no terminal. */
  static final int UNLIMITED = Integer.MAX_VALUE;

  private static final int USUAL_WIDTH = 80;
  private static final int LEAST_WIDTH = 20;

  /**
   * The streams of this process, the standard output as it is given; the launcher says by system
   * properties what they are.
   */
  static Shell ofProcess(OutputStream out, Interrupts interrupted) {
    int columns =
        Math.max(LEAST_WIDTH, Integer.getInteger("fedlora.terminal.columns", USUAL_WIDTH));
    String noColour = System.getenv("NO_COLOR");
    return new Shell(
        writer(out),
        writer(new FileOutputStream(FileDescriptor.err)),
        Boolean.getBoolean("fedlora.terminal.out") ? columns : UNLIMITED,
        Boolean.getBoolean("fedlora.terminal.err") ? columns : UNLIMITED,
        (noColour == null || noColour.isEmpty()) && !"dumb".equals(System.getenv("TERM")),
        interrupted);
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /** Whether {@code err} is a terminal, on which a line can be drawn again. */
  boolean live() {
    return errWidth != UNLIMITED && !"dumb".equals(System.getenv("TERM"));
  }

  /** Colours for {@code out}. */
  Paint outPaint() {
    return new Paint(colour && outWidth != UNLIMITED);
  }

  /** Colours for {@code err}. */
  Paint errPaint() {
    return new Paint(colour && errWidth != UNLIMITED);
  }
}
