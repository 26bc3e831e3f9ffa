package io.fedlora.foundation.torch;

import io.fedlora.foundation.FoundationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text resource with slots, written as <code>{{name}}</code>.
 *
 * <p>Text of several lines takes the indentation of its slot; a line that holds nothing but a slot
 * vanishes with it when the slot's text is empty; lines that start with {@code #} are comments.
 */
final class Template {
  private static final Pattern SLOT = Pattern.compile("\\{\\{([^}]*)}}");

  private final String name;
  private final String text;

  private Template(String name, String text) {
    this.name = name;
    this.text = text;
  }

  /** Reads {@code <name>.py.txt} beside this class. */
  static Template named(String name) {
    try (InputStream in = Template.class.getResourceAsStream(name + ".py.txt")) {
      if (in == null) {
        throw new FoundationException("no script template " + name);
      }
      return new Template(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new FoundationException("script template " + name + " cannot be read", e);
    }
  }

  /** The text with every slot filled from a table; a slot it lacks is an error. */
  String fill(Map<String, String> slots) {
    return fill(
        slot -> {
          String value = slots.get(slot);
          if (value == null) {
            throw new FoundationException("nothing fills slot " + slot + " of template " + name);
          }
          return value;
        });
  }

  /** The text with every slot replaced by what the function makes of the slot's content. */
  String fill(UnaryOperator<String> slots) {
    StringBuilder filled = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      if (!line.startsWith("#")) {
        fillLine(line, slots, filled);
      }
    }
    return filled.toString();
  }

  private static void fillLine(String line, UnaryOperator<String> slots, StringBuilder out) {
    String indent = line.substring(0, line.length() - line.stripLeading().length());
    Matcher slot = SLOT.matcher(line);
    StringBuilder filled = new StringBuilder();
    while (slot.find()) {
      String value = slots.apply(slot.group(1)).stripTrailing();
      slot.appendReplacement(filled, Matcher.quoteReplacement(value.replace("\n", "\n" + indent)));
    }
    slot.appendTail(filled);
    if (!filled.toString().isBlank()) {
      out.append(filled).append('\n');
    }
  }
}
