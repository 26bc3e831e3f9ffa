package io.fedlora.peft;

import io.fedlora.foundation.Linear;
import io.fedlora.journal.Json;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes {@code adapter_config.json}. */
final class PeftConfig {
  private PeftConfig() {}

  /**
   * The configuration of an adapter.
   *
   * @param base what {@code AutoModel.from_pretrained} is to load
   * @param layers of the base model
   */
  static String of(PeftAdapter adapter, String base, int layers) {
    Set<Integer> adapted = new TreeSet<>();
    Set<Linear> linears = EnumSet.noneOf(Linear.class);
    for (Site site : adapter.updates().keySet()) {
      adapted.add(site.layer());
      linears.add(site.linear());
    }
    // PEFT takes a target for the end of a module's name, and output.dense ends two linears.
    boolean byName =
        adapted.size() * linears.size() > adapter.updates().size()
            || (linears.contains(Linear.OUTPUT) && !linears.contains(Linear.ATTENTION_OUTPUT));
    List<String> targets =
        byName
            ? adapter.updates().keySet().stream().map(Site::module).toList()
            : linears.stream().map(Linear::path).toList();
    Map<String, @Nullable Object> config = new LinkedHashMap<>();
    config.put("peft_type", "LORA");
    config.put("task_type", "FEATURE_EXTRACTION");
    config.put("base_model_name_or_path", base);
    config.put("inference_mode", true);
    config.put("r", adapter.rank());
    config.put("lora_alpha", adapter.alpha());
    config.put("lora_dropout", 0);
    config.put("bias", "none");
    config.put("fan_in_fan_out", false);
    config.put("init_lora_weights", true);
    config.put("use_rslora", false);
    config.put("use_dora", false);
    config.put("modules_to_save", null);
    config.put("rank_pattern", Map.of());
    config.put("alpha_pattern", Map.of());
    config.put("target_modules", targets);
    boolean some = !byName && adapted.size() < layers;
    config.put(
        "layers_to_transform", some ? List.copyOf(adapted).stream().sorted().toList() : null);
    config.put("layers_pattern", some ? "layer" : null);
    return Json.of(config) + "\n";
  }
}
