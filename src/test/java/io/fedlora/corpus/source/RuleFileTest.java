package io.fedlora.corpus.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFileTest {
  private static List<RuleExample> read(String xml) throws XMLStreamException {
    List<RuleExample> examples = new ArrayList<>();
    RuleFile.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), examples::add);
    return examples;
  }

  @Test
  void readsRulesInAndOutOfGroups() throws XMLStreamException {
    String xml =
        """
        <!DOCTYPE rules [<!ENTITY who "them">]>
        <rules><category id="C">
          <rulegroup id="G">
            <rule id="inner"><example correction="a">Go <marker>an</marker> &who;.</example></rule>
            <rule><example>Fine &amp; good.</example></rule>
          </rulegroup>
          <rule id="R"><example type="triggers_error">Odd.</example></rule>
        </category></rules>
        """;
    assertThat(read(xml))
        .containsExactly(
            new RuleExample("G", "C", "a", false, "Go an them."),
            new RuleExample("G", "C", null, false, "Fine & good."),
            new RuleExample("R", "C", null, true, "Odd."));
  }

  @Test
  void opensNothingOutside(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "hidden");
    String xml =
        "<!DOCTYPE rules [<!ENTITY out SYSTEM \"%s\">]><rules><example>a &out; b</example></rules>"
            .formatted(secret.toUri());
    String text;
    try {
      text = read(xml).toString();
    } catch (XMLStreamException refused) {
      text = String.valueOf(refused.getMessage());
    }
    assertThat(text).doesNotContain("hidden");
  }
}
