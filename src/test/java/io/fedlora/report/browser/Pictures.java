package io.fedlora.report.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Takes pictures of a page, for the documentation and for looking at it: {@code Pictures PAGE OUT
 * [WIDTH [HEIGHT [light|dark [#SECTION]]]]}. A height of 0 takes the whole page.
 */
public final class Pictures {
  private Pictures() {}

  public static void main(String[] arguments) throws IOException {
    List<String> given = List.of(arguments);
    Path page = Path.of(given.get(0)).toAbsolutePath();
    int width = given.size() > 2 ? Integer.parseInt(given.get(2)) : 1280;
    int height = given.size() > 3 ? Integer.parseInt(given.get(3)) : 800;
    boolean dark = given.size() > 4 && given.get(4).equals("dark");
    String section = given.size() > 5 ? given.get(5) : "";
    Path program =
        Browser.find().orElseThrow(() -> new IllegalStateException("there is no Chromium"));
    try (Browser browser = Browser.start(program);
        Tab tab = browser.tab()) {
      tab.setUp(width, height == 0 ? 900 : height, dark);
      tab.open(page.toUri().toString());
      if (!section.isEmpty()) {
        tab.evaluate(
            "document.documentElement.style.scrollBehavior = 'auto', document.querySelector('"
                + section
                + "').scrollIntoView()");
      }
      Files.write(Path.of(given.get(1)), tab.picture(height == 0));
      tab.complaints().forEach(System.err::println);
    }
    System.exit(0);
  }
}
