package io.fedlora.adapter;

import io.fedlora.file.DiskReason;
import io.fedlora.file.UnreadableFileException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads and checks the bytes of a safetensors file, array by array, so that size is no limit. */
final class SafetensorsReader {
  /** The format's own bound on the header. */
  private static final long LONGEST_HEADER = 100_000_000;

  private static final int CHUNK = 1 << 20;

  private final Path file;
  private final FileChannel channel;

  private SafetensorsReader(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static Safetensors read(Path file, Predicate<String> wanted) {
    if (!Files.isRegularFile(file)) {
      throw new UnreadableFileException(file, "no such file");
    }
    try (FileChannel channel = FileChannel.open(file)) {
      return new SafetensorsReader(file, channel).read(wanted);
    } catch (EOFException e) {
      throw new UnreadableFileException(file, "the file ends too early", e);
    } catch (IOException e) {
      throw new UnreadableFileException(file, "cannot be read: " + DiskReason.reading(e), e);
    }
  }

  private Safetensors read(Predicate<String> wanted) throws IOException {
    long fileSize = channel.size();
    if (fileSize < Long.BYTES) {
      throw damaged("is no safetensors file: " + fileSize + " bytes are too few");
    }
    long headerLength = bytes(0, Long.BYTES).getLong();
    if (headerLength < 2 || headerLength > LONGEST_HEADER) {
      throw damaged("is no safetensors file: a header of " + headerLength + " bytes is impossible");
    }
    long start = Long.BYTES + headerLength;
    if (start > fileSize) {
      throw damaged(
          "ends inside its header (" + fileSize + " bytes, the header needs " + start + ")");
    }
    SafetensorsHeader header = header((int) headerLength);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (SafetensorsHeader.Row row : inOrder(header.arrays(), fileSize - start)) {
      ElementType type = elementType(row.type());
      if (type != null) {
        checkSize(row, type);
      }
      if (wanted.test(row.name())) {
        tensors.put(row.name(), tensor(row, type, start + row.begin()));
      }
    }
    return new Safetensors(tensors, header.metadata());
  }

  private SafetensorsHeader header(int length) throws IOException {
    ByteBuffer bytes = bytes(Long.BYTES, length);
    try {
      return SafetensorsHeader.parse(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (IOException | IllegalStateException | ArithmeticException | NumberFormatException e) {
      throw new UnreadableFileException(file, "its header is damaged: " + e.getMessage(), e);
    }
  }

  /** The arrays by offset, after checking that they fill the file without gap or overlap. */
  private List<SafetensorsHeader.Row> inOrder(List<SafetensorsHeader.Row> rows, long available) {
    List<SafetensorsHeader.Row> sorted = new ArrayList<>(rows);
    sorted.sort(
        Comparator.comparingLong(SafetensorsHeader.Row::begin)
            .thenComparingLong(SafetensorsHeader.Row::end));
    long position = 0;
    for (SafetensorsHeader.Row row : sorted) {
      if (row.begin() != position || row.end() < row.begin()) {
        throw damaged(
            "array %s lies at bytes %d to %d, expected to start at %d"
                .formatted(row.name(), row.begin(), row.end(), position));
      }
      position = row.end();
    }
    if (position != available) {
      throw damaged("its arrays need " + position + " bytes, the file has " + available);
    }
    return sorted;
  }

  private void checkSize(SafetensorsHeader.Row row, ElementType type) {
    long size;
    try {
      size = Math.multiplyExact(row.size(), type.bytes());
    } catch (ArithmeticException e) {
      size = Long.MAX_VALUE;
    }
    if (size != row.end() - row.begin()) {
      throw damaged(
          "array %s of shape %s in %s needs %d bytes, has %d"
              .formatted(row.name(), row.shape(), type, size, row.end() - row.begin()));
    }
  }

  private Tensor tensor(SafetensorsHeader.Row row, @Nullable ElementType type, long position)
      throws IOException {
    if (type == null) {
      throw damaged(
          "array %s is in %s; F32, F16, BF16, F64 and I64 can be read"
              .formatted(row.name(), row.type()));
    }
    if (row.size() > Integer.MAX_VALUE - 8) {
      throw damaged("array " + row.name() + " of shape " + row.shape() + " is too large");
    }
    float[] values = new float[(int) row.size()];
    long from = position;
    int done = 0;
    while (done < values.length) {
      int count = Math.min(CHUNK, values.length - done);
      ByteBuffer chunk = bytes(from, count * type.bytes());
      for (int i = 0; i < count; i++) {
        values[done + i] = type.next(chunk);
      }
      done += count;
      from += (long) count * type.bytes();
    }
    return new Tensor(row.shape(), values);
  }

  private ByteBuffer bytes(long position, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new EOFException();
      }
    }
    return buffer.flip();
  }

  private static @Nullable ElementType elementType(String name) {
    for (ElementType type : ElementType.values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    return null;
  }

  private UnreadableFileException damaged(String problem) {
    return new UnreadableFileException(file, problem);
  }
}
