package io.fedlora.foundation.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;

/**
 * Flat arrays of trainables on the Java side: float32 in every run, double where a test needs more.
 *
 * @param <V> the array type
 */
interface Vectors<V> {
  /** Arrays of float32; doubles are rounded to it on the way out and widened on the way in. */
  Vectors<float[]> FLOATS =
      new Vectors<>() {
        @Override
        public int length(float[] vector) {
          return vector.length;
        }

        @Override
        public float[] zeros(int size) {
          return new float[size];
        }

        @Override
        public void write(float[] from, int offset, int size, Numbers numbers, ByteBuffer to) {
          for (int i = offset; i < offset + size; i++) {
            numbers.put(to, from[i]);
          }
        }

        @Override
        public void read(NDArray from, float[] to, int offset) {
          if (from.getDataType() == DataType.FLOAT64) {
            double[] values = from.toDoubleArray();
            for (int i = 0; i < values.length; i++) {
              to[offset + i] = (float) values[i];
            }
          } else {
            float[] values = from.toFloatArray();
            System.arraycopy(values, 0, to, offset, values.length);
          }
        }
      };

  /** Arrays of double. */
  Vectors<double[]> DOUBLES =
      new Vectors<>() {
        @Override
        public int length(double[] vector) {
          return vector.length;
        }

        @Override
        public double[] zeros(int size) {
          return new double[size];
        }

        @Override
        public void write(double[] from, int offset, int size, Numbers numbers, ByteBuffer to) {
          for (int i = offset; i < offset + size; i++) {
            numbers.put(to, from[i]);
          }
        }

        @Override
        public void read(NDArray from, double[] to, int offset) {
          if (from.getDataType() == DataType.FLOAT64) {
            double[] values = from.toDoubleArray();
            System.arraycopy(values, 0, to, offset, values.length);
          } else {
            float[] values = from.toFloatArray();
            for (int i = 0; i < values.length; i++) {
              to[offset + i] = values[i];
            }
          }
        }
      };

  /** How many values. */
  int length(V vector);

  /** A new array. */
  V zeros(int size);

  /** Appends a stretch of values in the host type. */
  void write(V from, int offset, int size, Numbers numbers, ByteBuffer to);

  /** Copies a tensor into a stretch of an array. */
  void read(NDArray from, V to, int offset);
}
