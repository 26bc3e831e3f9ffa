package io.fedlora.corpus.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fedlora.corpus.Example;
import io.fedlora.corpus.LabelledTexts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Reads public benchmark files as they are, from the folder that {@code FEDLORA_PUBLIC_DATA} names.
 */
class PublicFilesTest {
  private static final String VARIABLE = "FEDLORA_PUBLIC_DATA";
  private static final Path DATA =
      Path.of(Optional.ofNullable(System.getenv(VARIABLE)).orElse("../shared/data"));

  private static LabelledTexts read(
      String file, String test, boolean header, String text, String label, String attribute) {
    assumeTrue(
        Files.exists(DATA.resolve(file)),
        () -> DATA.resolve(file) + " is not there; " + VARIABLE + " names the folder to look in");
    return new FileCorpus(
            new FileCorpus.Options(
                Optional.of(DATA.resolve(file).toString()),
                Optional.of(test).filter(t -> !t.isEmpty()).map(t -> DATA.resolve(t).toString()),
                Optional.empty(),
                false,
                "auto",
                header,
                text,
                Optional.empty(),
                label,
                Optional.of(attribute),
                Optional.empty(),
                List.of(),
                "accuracy"))
        .read();
  }

  @Test
  void cola() {
    LabelledTexts texts = read("cola/train.tsv", "cola/dev.tsv", false, "4", "2", "1");
    assertThat(texts.training()).hasSize(7250);
    assertThat(texts.test()).hasSize(1043);
    assertThat(texts.labels()).containsExactly("0", "1");
    assertThat(texts.training().get(0).text())
        .isEqualTo("Our friends won't buy this analysis, let alone the next one we propose.");
  }

  @Test
  void sst2() {
    LabelledTexts texts = read("sst2/train.tsv", "sst2/dev.tsv", true, "sentence", "label", "");
    assertThat(texts.training()).hasSize(67_349);
    assertThat(texts.test()).hasSize(872);
    assertThat(texts.training().stream().filter(e -> e.label() == 1)).hasSize(37_569);
  }

  @Test
  void webnlg() {
    LabelledTexts texts = read("webnlg/train.jsonl", "", true, "triples", "category", "category");
    assertThat(texts.training()).hasSize(6940);
    assertThat(texts.labels()).contains("Airport", "Astronaut").isSorted();
    assertThat(texts.training().stream().map(Example::attribute).distinct().count())
        .isEqualTo(texts.labels().size());
  }

  @Test
  void e2e() {
    LabelledTexts texts = read("e2e/devset.csv", "", true, "ref", "mr", "");
    assertThat(texts.training()).hasSize(4672);
    assertThat(texts.labels()).first().asString().startsWith("name[");
  }
}
