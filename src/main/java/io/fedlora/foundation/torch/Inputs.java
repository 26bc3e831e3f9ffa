package io.fedlora.foundation.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/**
 * The arguments of one script call. Arrays live in memory that the calling thread keeps and uses
 * again, because direct buffers made anew for each step would wait for the garbage collector; they
 * start at multiples of 64 bytes, because kernels may sum in another order at another alignment.
 *
 * <p>Closing releases the arguments and whatever the call returned.
 */
final class Inputs implements AutoCloseable {
  private static final int ALIGNMENT = 64;
  private static final int FIRST_BYTES = 1 << 16;
  // Loading a model takes more at once than any step; that much is not held on to.
  private static final int MOST_KEPT = 1 << 26;
  private static final ThreadLocal<ByteBuffer> KEPT = ThreadLocal.withInitial(() -> memory(0));

  private final PtNDManager manager;
  private final NDList arrays = new NDList();
  private ByteBuffer memory;

  private Inputs(PtNDManager manager) {
    this.manager = manager;
    this.memory = KEPT.get().clear().order(ByteOrder.nativeOrder());
  }

  /** Starts the arguments of a call; nothing of the thread's last call may still be in use. */
  static Inputs open(PtNDManager parent) {
    return new Inputs(parent.newSubManager(parent.getDevice()));
  }

  /**
   * Appends an array.
   *
   * @param name of the argument; ends in {@code []} for an element of a list argument
   * @param content writes the values, in native byte order
   */
  Inputs add(String name, DataType type, Consumer<ByteBuffer> content, long... shape) {
    Shape extents = new Shape(shape);
    ByteBuffer buffer = take(Math.toIntExact(extents.size() * type.getNumOfBytes()));
    content.accept(buffer);
    if (buffer.hasRemaining()) {
      throw new IllegalStateException(name + " lacks " + buffer.remaining() + " bytes");
    }
    buffer.rewind();
    NDArray array =
        JniUtils.createNdFromByteBuffer(
            manager, buffer, extents, type, SparseFormat.DENSE, manager.getDevice());
    array.setName(name);
    arrays.add(array);
    return this;
  }

  /** Appends arrays that outlive the call and carry their argument's name already. */
  Inputs addAll(NDList lasting) {
    arrays.addAll(lasting);
    return this;
  }

  /** All arguments, in order. */
  NDList arrays() {
    return arrays;
  }

  private ByteBuffer take(int bytes) {
    if (memory.remaining() < bytes) {
      memory = memory(Math.max(2 * memory.capacity(), bytes));
      if (memory.capacity() <= MOST_KEPT) {
        KEPT.set(memory);
      }
    }
    ByteBuffer taken = memory.slice(memory.position(), bytes).order(ByteOrder.nativeOrder());
    int end = memory.position() + (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    memory.position(Math.min(end, memory.capacity()));
    return taken;
  }

  private static ByteBuffer memory(int bytes) {
    return ByteBuffer.allocateDirect(Math.max(bytes, FIRST_BYTES) + ALIGNMENT)
        .alignedSlice(ALIGNMENT);
  }

  @Override
  public void close() {
    manager.close();
  }
}
