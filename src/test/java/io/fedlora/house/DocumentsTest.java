package io.fedlora.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Guides and sources point at what a reader has. */
class DocumentsTest {
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");
  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern POINTER = Pattern.compile("\\b(docs/[\\w-]+\\.md)(?:#([\\w-]+))?");

  private static List<Path> guides() throws IOException {
    List<Path> guides = new ArrayList<>(List.of(Path.of("README.md")));
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(guides::add);
    }
    return guides;
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  /** The names that GitHub gives to a guide's headings. */
  private static Set<String> anchors(Path guide) throws IOException {
    Set<String> anchors = new TreeSet<>();
    String text = FENCED.matcher(Files.readString(guide)).replaceAll("");
    HEADING
        .matcher(text)
        .results()
        .map(found -> found.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .forEach(
            name -> {
              String anchor = name;
              for (int again = 1; !anchors.add(anchor); again++) {
                anchor = name + "-" + again;
              }
            });
    return anchors;
  }

  @Test
  void everyLinkOfAGuideLeadsToAFileAndAHeading() throws IOException {
    for (Path guide : guides()) {
      Matcher link = LINK.matcher(FENCED.matcher(Files.readString(guide)).replaceAll(""));
      while (link.find()) {
        String target = link.group(1);
        if (target.startsWith("http")) {
          continue;
        }
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? guide : guide.toAbsolutePath().resolveSibling(parts[0]);
        assertThat(file).as("%s in %s", target, guide).exists();
        if (parts.length == 2) {
          assertThat(anchors(file)).as("%s in %s", target, guide).contains(parts[1]);
        }
      }
    }
  }

  @Test
  void everySourceThatNamesAGuideNamesOneThatIsThere() throws IOException {
    int pointers = 0;
    for (Path source : sources()) {
      Matcher pointer = POINTER.matcher(Files.readString(source));
      while (pointer.find()) {
        Path guide = Path.of(pointer.group(1));
        assertThat(guide).as("named in %s", source).exists();
        if (pointer.group(2) != null) {
          assertThat(anchors(guide))
              .as("%s in %s", pointer.group(), source)
              .contains(pointer.group(2));
          pointers++;
        }
      }
    }
    assertThat(pointers).as("pointers to sections").isPositive();
  }

  @Test
  void noSourceSendsItsReaderToADocumentThatNobodyHas() throws IOException {
    Pattern unknown = Pattern.compile("(?i)algorithms[\\s*]+reference");
    for (Path source : sources()) {
      if (!source.endsWith("DocumentsTest.java")) {
        assertThat(Files.readString(source)).as("%s", source).doesNotContainPattern(unknown);
      }
    }
  }

  @Test
  void everyGuideStandsInTheListOfGuides() throws IOException {
    String list = Files.readString(Path.of("docs/README.md"));
    for (Path guide : guides()) {
      String name = guide.getFileName().toString();
      if (!name.equals("README.md")) {
        assertThat(list).contains("](" + name + ")");
      }
    }
  }
}
