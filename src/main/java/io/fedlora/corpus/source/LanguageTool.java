package io.fedlora.corpus.source;

import io.fedlora.corpus.Corpus;
import io.fedlora.corpus.Example;
import io.fedlora.corpus.LabelledTexts;
import io.fedlora.corpus.Metric;
import io.fedlora.scenario.Named;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The example sentences of LanguageTool's English rules: acceptable or not, as CoLA asks.
 *
 * <p>A sentence with a correction is wrong, one without is right. Left out are sentences that a
 * rule flags without proposing anything (often a matter of taste), those it flags although they are
 * right, and those that one rule calls wrong and another right. A sentence's group is its rule, so
 * that nobody is tested on the error of a rule it was trained on; its attribute is the category of
 * the error.
 */
@Named(
    value = "languagetool",
    summary = "LanguageTool's example sentences: acceptable or not; attribute: kind of error")
public final class LanguageTool implements Corpus {
  private static final String FOLDER = "/org/languagetool/rules/en/";
  private static final List<String> FILES =
      List.of(
          "grammar.xml",
          "style.xml",
          "en-AU/grammar.xml",
          "en-CA/grammar.xml",
          "en-GB/grammar.xml",
          "en-GB/style.xml",
          "en-NZ/grammar.xml",
          "en-US/grammar.xml",
          "en-US/style.xml");

  @Override
  public LabelledTexts read() {
    List<RuleExample> sentences = new ArrayList<>();
    FILES.forEach(file -> RuleFile.read(FOLDER + file, sentences::add));
    Set<String> wrong = new HashSet<>();
    Set<String> right = new HashSet<>();
    for (RuleExample sentence : sentences) {
      if (sentence.correction() != null) {
        wrong.add(sentence.text());
      } else if (!sentence.flagged()) {
        right.add(sentence.text());
      }
    }
    List<Example> examples = new ArrayList<>();
    for (RuleExample sentence : sentences) {
      String text = sentence.text();
      boolean corrected = sentence.correction() != null && !sentence.correction().isEmpty();
      boolean left = sentence.correction() == null && !sentence.flagged();
      if ((corrected && !right.contains(text)) || (left && !wrong.contains(text))) {
        int label = left ? 1 : 0;
        examples.add(new Example(text, null, label, sentence.category(), sentence.rule()));
      }
    }
    List<String> labels = List.of("unacceptable", "acceptable");
    return new LabelledTexts(labels, Metric.MATTHEWS, examples, List.of());
  }
}
