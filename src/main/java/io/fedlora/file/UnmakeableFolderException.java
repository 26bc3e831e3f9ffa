package io.fedlora.file;

import java.io.IOException;

/** A folder that the user named cannot be made. The message is one line that says why. */
public final class UnmakeableFolderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param folder as the user knows it
   * @param cause what hindered it
   */
  public UnmakeableFolderException(Object folder, IOException cause) {
    super(
        folder
            + " cannot be made: "
            + DiskReason.of(cause)
            + "; "
            + DiskReason.remedy(cause)
            + ", or name another folder",
        cause);
  }
}
