package io.fedlora.run;

import io.fedlora.peft.PeftFolder;
import io.fedlora.scenario.Scenario;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The frozen model of a scenario, as others than this program call it. */
public final class BaseModel {
  private static final Map<String, String> HUB =
      Map.of(
          "minilm-l6", "sentence-transformers/all-MiniLM-L6-v2",
          "bge-small", "BAAI/bge-small-en-v1.5",
          "e5-small", "intfloat/e5-small-v2");

  private final String name;
  private final String asked;

  private BaseModel(String name, String asked) {
    this.name = name;
    this.asked = asked;
  }

  static BaseModel of(ScenarioRun run) {
    return new BaseModel(run.checkpoint().name(), run.scenario().foundation().model());
  }

  /**
   * What {@code from_pretrained} takes: a name on the hub, or a folder, relative to the working
   * directory where it lies below that.
   */
  String forPretrained() {
    Path here = Path.of("").toAbsolutePath();
    Path folder = Path.of(asked);
    boolean below = folder.isAbsolute() && folder.startsWith(here) && !folder.equals(here);
    return hub().orElse(below ? here.relativize(folder).toString() : asked);
  }

  /** The name on the hub. A folder is what lies in it, whatever its last name. */
  private Optional<String> hub() {
    return Path.of(asked).isAbsolute() ? Optional.empty() : Optional.ofNullable(HUB.get(name));
  }

  /** A caution if nobody else has the model, so that no other program finds it by its name. */
  Optional<String> alone() {
    return Path.of(asked).isAbsolute() || hub().isPresent()
        ? Optional.empty()
        : Optional.of(
            name
                + " is FedLoRA's own: other programs do not find it by this name, and can put the"
                + " adapters only onto a model of its shape");
  }

  /** A caution if the adapter that a run starts from was trained on a model of another name. */
  public static Optional<String> caution(ScenarioRun run) {
    Scenario scenario = run.scenario();
    BaseModel mine = of(run);
    return scenario
        .foundation()
        .adapter()
        .map(folder -> PeftFolder.base(Path.of(folder)))
        .filter(base -> !base.isEmpty() && !mine.isCalled(base))
        .map(
            base ->
                "the adapter in foundation.adapter was trained on %s, but foundation.model is %s"
                    .formatted(base, mine.forPretrained()));
  }

  private boolean isCalled(String base) {
    return Stream.of(name, asked, hub().orElse(name)).anyMatch(one -> last(one).equals(last(base)));
  }

  private static String last(String path) {
    String[] names = path.toLowerCase(Locale.ROOT).split("[/\\\\]+");
    return names[names.length - 1];
  }
}
