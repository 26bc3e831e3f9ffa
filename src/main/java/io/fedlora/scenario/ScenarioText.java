package io.fedlora.scenario;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes a resolved scenario as HOCON: keys in the order of {@code application.conf}, numbers with
 * the digits of their source, so that the text is the same on every machine.
 */
final class ScenarioText {
  private final StringBuilder text = new StringBuilder();

  private ScenarioText() {}

  static String of(Source source, String heading) {
    ScenarioText writer = new ScenarioText();
    writer.text.append(heading);
    writer.entries(source.values(), source.reference(), 0);
    return writer.text.toString();
  }

  private void entries(ConfigObject block, @Nullable ConfigObject reference, int depth) {
    // Not entrySet(), which hashes every value with all that is in it.
    List<String> keys = new ArrayList<>(block.keySet());
    keys.sort(
        Comparator.comparing((String key) -> place(reference, key))
            .thenComparing(Comparator.naturalOrder()));
    for (String key : keys) {
      ConfigValue value = Objects.requireNonNull(block.get(key));
      ConfigValue like = reference == null ? null : reference.get(key);
      text.append("  ".repeat(depth)).append(ConfigUtil.joinPath(key));
      text.append(value instanceof ConfigObject ? " " : " = ");
      value(value, like, depth);
      text.append('\n');
    }
  }

  private void value(ConfigValue value, @Nullable ConfigValue like, int depth) {
    switch (value.valueType()) {
      case OBJECT -> block((ConfigObject) value, like, depth);
      case LIST -> list((ConfigList) value, like, depth);
      case NULL -> text.append("null");
      case STRING -> text.append(ConfigUtil.quoteString(Texts.of(value)));
      case NUMBER, BOOLEAN -> text.append(Texts.of(value));
    }
  }

  private void block(ConfigObject block, @Nullable ConfigValue like, int depth) {
    if (block.isEmpty()) {
      text.append("{}");
      return;
    }
    text.append("{\n");
    entries(block, like instanceof ConfigObject object ? object : null, depth + 1);
    text.append("  ".repeat(depth)).append('}');
  }

  private void list(ConfigList list, @Nullable ConfigValue like, int depth) {
    ConfigValue template =
        like instanceof ConfigList templates && !templates.isEmpty() ? templates.get(0) : null;
    text.append('[');
    for (int i = 0; i < list.size(); i++) {
      text.append(i == 0 ? "" : ", ");
      value(list.get(i), template, depth);
    }
    text.append(']');
  }

  private static int place(@Nullable ConfigObject reference, String key) {
    ConfigValue like = reference == null ? null : reference.get(key);
    return like == null ? Integer.MAX_VALUE : like.origin().lineNumber();
  }
}
