package io.fedlora.report.page;

import io.fedlora.journal.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One HTML file with everything in it: data, style and script; it asks nobody for anything. */
final class Page {
  private static final String ROOM = "/io/fedlora/report/";
  private static final List<String> STYLES = List.of("style/base.css", "style/page.css");
  private static final String CHART_STYLE = "style/chart.css";
  private static final List<String> SCRIPTS =
      Stream.of(
              "format",
              "state",
              "svg",
              "ticks",
              "hover",
              "table",
              "saving",
              "figure",
              "lines",
              "ranked",
              "histogram",
              "requests",
              "matrix",
              "trips",
              "window",
              "overview",
              "lanes",
              "timeline",
              "spectrum",
              "sections",
              "head",
              "quality",
              "clients",
              "faults",
              "run",
              "shares",
              "standing",
              "paired",
              "response",
              "compare",
              "theme",
              "live",
              "main")
          .map(name -> "script/" + name + ".js")
          .toList();

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
