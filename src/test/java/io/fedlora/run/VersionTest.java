package io.fedlora.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class VersionTest {
  @Test
  void runFoldersNameTheVersionThatIsBuilt() throws Exception {
    Document pom =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("pom.xml").toFile());
    String built = XPathFactory.newInstance().newXPath().evaluate("/project/version", pom);
    assertThat(Execution.VERSION).isEqualTo(built.replace("-SNAPSHOT", ""));
  }
}
