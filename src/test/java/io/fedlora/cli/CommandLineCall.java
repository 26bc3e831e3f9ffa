package io.fedlora.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command printed, and its exit status. */
record CommandLineCall(int status, String out, String err) {
  /** Runs the program in this process, with nothing that is a terminal. */
  static CommandLineCall of(String... arguments) {
    return in(Shell.UNLIMITED, false, arguments);
  }

  /** Runs the program on a terminal of this width. */
  static CommandLineCall in(int width, boolean colour, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Shell shell =
        new Shell(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            width,
            width,
            colour,
            () -> false);
    int status = Fedlora.execute(shell, arguments);
    return new CommandLineCall(status, out.toString(), err.toString());
  }
}
