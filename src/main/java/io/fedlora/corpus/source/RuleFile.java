package io.fedlora.corpus.source;

import io.fedlora.scenario.ScenarioException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reader of a LanguageTool rule file: the example sentences of its rules, in file order. */
final class RuleFile {
  private RuleFile() {}

  /**
   * Reads a file of the class path.
   *
   * @param name absolute name of the resource
   */
  static void read(String name, Consumer<RuleExample> reader) {
    try (InputStream stream = RuleFile.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new ScenarioException(
            "corpus.source = languagetool: "
                + name
                + " is not on the class path; add org.languagetool:language-en");
      }
      read(stream, reader);
    } catch (XMLStreamException | IOException e) {
      throw new ScenarioException(
          "corpus.source = languagetool: cannot read " + name + ": " + e.getMessage(), e);
    }
  }

  /** Reads a stream; nothing that it refers to outside itself is opened. */
  static void read(InputStream stream, Consumer<RuleExample> reader) throws XMLStreamException {
    XMLStreamReader xml = factory().createXMLStreamReader(stream);
    String category = "";
    String group = "";
    String rule = "";
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        switch (xml.getLocalName()) {
          case "category" -> category = id(xml);
          case "rulegroup" -> group = id(xml);
          case "rule" -> rule = group.isEmpty() ? id(xml) : group;
          case "example" -> reader.accept(example(xml, rule, category));
          default -> {}
        }
      } else if (event == XMLStreamConstants.END_ELEMENT
          && xml.getLocalName().equals("rulegroup")) {
        group = "";
      }
    }
    xml.close();
  }

  private static String id(XMLStreamReader xml) {
    String id = xml.getAttributeValue(null, "id");
    return id == null ? "" : id;
  }

  private static RuleExample example(XMLStreamReader xml, String rule, String category)
      throws XMLStreamException {
    String correction = xml.getAttributeValue(null, "correction");
    boolean flagged = "triggers_error".equals(xml.getAttributeValue(null, "type"));
    StringBuilder text = new StringBuilder();
    for (int depth = 1; depth > 0; ) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> depth++;
        case XMLStreamConstants.END_ELEMENT -> depth--;
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            text.append(xml.getText());
        default -> {}
      }
    }
    return new RuleExample(rule, category, correction, flagged, text.toString().strip());
  }

  /**
   * A parser that expands the entities a file defines itself and opens nothing else. The bounds on
   * expansion are set here because the JDK's own have become too tight for these files.
   */
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setProperty("jdk.xml.entityExpansionLimit", "100000");
    factory.setProperty("jdk.xml.totalEntitySizeLimit", "100000000");
    factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "1000000");
    return factory;
  }
}
