package io.fedlora.foundation.torch;

import io.fedlora.foundation.FoundationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript archive made in memory from source text: a zip with the code, the pickle of a
 * module without tensors, an empty tuple of constants and the format's version.
 *
 * <p>The source defines one class, {@value #CLASS}, with the attribute {@code training : bool}.
 */
final class ScriptArchive {
  /** What the class in the source is called. */
  static final String CLASS = "Program";

  // With an older number the loader applies old operator schemas.
  private static final String VERSION = "10\n";

  private ScriptArchive() {}

  /** The bytes of the archive. */
  static byte[] of(String source) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      store(zip, "data.pkl", module());
      store(zip, "code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
      store(zip, "constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      store(zip, "version", VERSION.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new FoundationException("a script archive could not be put together", e);
    }
    return bytes.toByteArray();
  }

  /** Pickle, protocol 2: a new object of the class, its state a dictionary with one flag. */
  private static byte[] module() throws IOException {
    byte[] flag = "training".getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    pickle.write(new byte[] {(byte) 0x80, 2});
    pickle.write(("c__torch__\n" + CLASS + "\n").getBytes(StandardCharsets.US_ASCII));
    pickle.write(new byte[] {')', (byte) 0x81, '}', '(', 'X', (byte) flag.length, 0, 0, 0});
    pickle.write(flag);
    pickle.write(new byte[] {(byte) 0x88, 'u', 'b', '.'});
    return pickle.toByteArray();
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry("program/" + name);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
