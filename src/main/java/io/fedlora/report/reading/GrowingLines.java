package io.fedlora.report.reading;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.fedlora.file.DiskReason;
import io.fedlora.file.UnreadableFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A file of JSON objects, one a line, that may still be growing; read as far as it goes. */
public final class GrowingLines {
  private static final int BLOCK = 1 << 16;

  private final Path file;
  private long offset;
  private long number;

  /** Nothing is read yet. */
  public GrowingLines(Path file) {
    this.file = file;
  }

  /**
   * Gives every line that has been finished since the last call; a torn one waits for its end.
   *
   * @return whether there was one
   * @throws UnreadableFileException if the file cannot be read, or a line is no JSON object that
   *     the consumer can read
   */
  public boolean read(Consumer<JsonObject> consumer) {
    if (!Files.exists(file)) {
      return false;
    }
    long before = number;
    try (FileChannel channel = FileChannel.open(file)) {
      if (channel.size() == offset) {
        return false;
      }
      channel.position(offset);
      read(Channels.newInputStream(channel), consumer);
    } catch (IOException e) {
      throw new UnreadableFileException(file, "cannot be read: " + DiskReason.reading(e), e);
    }
    return number > before;
  }

  private void read(InputStream in, Consumer<JsonObject> consumer) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    byte[] block = new byte[BLOCK];
    for (int size = in.read(block); size >= 0; size = in.read(block)) {
      int start = 0;
      for (int i = 0; i < size; i++) {
        if (block[i] == '\n') {
          line.write(block, start, i - start);
          start = i + 1;
          offset += line.size() + 1;
          number++;
          give(object(line.toString(StandardCharsets.UTF_8)), consumer);
          line.reset();
        }
      }
      line.write(block, start, size - start);
    }
  }

  private void give(JsonObject object, Consumer<JsonObject> consumer) {
    try {
      consumer.accept(object);
    } catch (UnreadableFileException | UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      // A field that is missing, or of another type than the run writes.
      throw new UnreadableFileException(
          file, "line " + number + " is not as a run writes it; fedlora check says more", e);
    }
  }

  private JsonObject object(String text) {
    try {
      JsonElement element = JsonParser.parseString(text);
      if (element.isJsonObject()) {
        return element.getAsJsonObject();
      }
    } catch (JsonParseException e) {
      throw new UnreadableFileException(
          file, "line " + number + " is not JSON; fedlora check says more", e);
    }
    throw new UnreadableFileException(
        file, "line " + number + " is no JSON object; fedlora check says more");
  }
}
