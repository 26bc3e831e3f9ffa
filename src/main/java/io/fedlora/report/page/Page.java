package io.fedlora.report.page;

import io.fedlora.journal.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One HTML file with everything in it: data, style and script; it asks nobody for anything. */
final class Page {
  private static final String ROOM = "/io/fedlora/report/";
  private static final List<String> STYLES = List.of("style/base.css", "style/page.css");
  private static final String CHART_STYLE = "style/chart.css";
  private static final List<String> SCRIPTS =
      List.of(
          "script/format.js",
          "script/svg.js",
          "script/hover.js",
          "script/figure.js",
          "script/lines.js",
          "script/bars.js",
          "script/matrix.js",
          "script/timeline.js",
          "script/spectrum.js",
          "script/run.js",
          "script/shares.js",
          "script/standing.js",
          "script/paired.js",
          "script/response.js",
          "script/compare.js",
          "script/theme.js",
          "script/main.js");

  private Page() {}

  /**
   * The page's text.
   *
   * @param title of the window
   * @param data what it shows, as {@link #embedded}
   * @param live whether it asks its own server for news
   */
  static String html(String title, String data, boolean live) {
    return resource("page.html")
        .replace("{{title}}", escaped(title))
        .replace("{{connect}}", live ? "'self'" : "'none'")
        .replace("{{live}}", String.valueOf(live))
        .replace("{{style}}", joined(STYLES))
        .replace("{{chart-style}}", resource(CHART_STYLE))
        .replace("{{script}}", joined(SCRIPTS))
        .replace("{{data}}", data);
  }

  /**
   * JSON that may stand inside a script element: no text in it can end the element, or begin a
   * comment.
   */
  static String embedded(Map<String, ?> data) {
    return Json.of(data).replace("<", "\\u003c");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  private static String joined(List<String> names) {
    return names.stream().map(Page::resource).collect(Collectors.joining("\n"));
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(ROOM + name)) {
      if (in == null) {
        throw new IllegalStateException("the program is incomplete: no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
