package io.fedlora.report.parquet;

import com.google.gson.JsonPrimitive;
import java.util.Set;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/**
 * A column of a table. Its name decides what its values are, not the values that a run happens to
 * have: a score of 1 is a floating-point number as one of 0.5 is, so that the files of many runs go
 * together.
 */
record Column(String name) {
  private static final Set<String> WHOLE =
      Set.of(
          "round",
          "t",
          "client",
          "requested",
          "merged",
          "mergedLate",
          "late",
          "lost",
          "rejected",
          "cancelled",
          "rank",
          "index");
  private static final Set<String> TEXT = Set.of("closed", "linear");

  private boolean isWhole() {
    return WHOLE.contains(name);
  }

  private boolean isText() {
    return TEXT.contains(name);
  }

  /** Its type: INT64, DOUBLE or a string. Any cell may be empty. */
  PrimitiveType type() {
    if (isText()) {
      return Types.optional(PrimitiveTypeName.BINARY)
          .as(LogicalTypeAnnotation.stringType())
          .named(name);
    }
    return Types.optional(isWhole() ? PrimitiveTypeName.INT64 : PrimitiveTypeName.DOUBLE)
        .named(name);
  }

  /** Puts a value into a row. */
  void put(Group row, JsonPrimitive value) {
    if (isText()) {
      row.append(name, value.getAsString());
    } else if (isWhole()) {
      row.append(name, value.getAsLong());
    } else {
      row.append(name, value.getAsDouble());
    }
  }
}
