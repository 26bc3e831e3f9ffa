package io.fedlora.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ApplicationConfTest {
  @Test
  void everyKeyHasAComment() {
    List<String> bare = new ArrayList<>();
    collectBare(Reference.load(), "", bare);
    assertThat(bare).isEmpty();
  }

  @Test
  void theCommentTestSeesKeysInListsAndBlocks() {
    List<String> keys = new ArrayList<>();
    collectLeaves(Reference.load(), "", keys);
    assertThat(keys)
        .contains(
            "fleet.groups[0].available.period", "method.rank", "time.mode", "faults.crash.downtime")
        .hasSizeGreaterThan(80);
  }

  @Test
  void itHasEveryKeyThatIsReadAndNoOther() {
    List<String> problems = new ArrayList<>();
    compare(Scenario.class, Reference.load(), "", problems);
    assertThat(problems).isEmpty();
  }

  @Test
  void theDefaultsAreAScenario() {
    Scenario defaults = ScenarioFile.defaults();
    assertThat(defaults.method().name()).isEqualTo("pf2lora");
    assertThat(defaults.server().deadline()).isEmpty();
    assertThat(defaults.fleet().groups()).hasSize(1);
    assertThat(defaults.fleet().groups().get(0).name()).isEqualTo("group-1");
    assertThat(defaults.fleet().sizes(8)).containsExactly(8);
  }

  private static void collectBare(ConfigValue value, String path, List<String> bare) {
    if (value instanceof ConfigObject object && !object.isEmpty()) {
      object.forEach((key, nested) -> collectBare(nested, Keys.child(path, key), bare));
    } else if (value instanceof ConfigList list && isOfBlocks(list)) {
      collectBare(list.get(0), path + "[0]", bare);
    } else if (value.origin().comments().isEmpty()) {
      bare.add(path);
    }
  }

  private static void collectLeaves(ConfigValue value, String path, List<String> leaves) {
    if (value instanceof ConfigObject object && !object.isEmpty()) {
      object.forEach((key, nested) -> collectLeaves(nested, Keys.child(path, key), leaves));
    } else if (value instanceof ConfigList list && isOfBlocks(list)) {
      collectLeaves(list.get(0), path + "[0]", leaves);
    } else {
      leaves.add(path);
    }
  }

  private static boolean isOfBlocks(ConfigList list) {
    return !list.isEmpty() && list.get(0) instanceof ConfigObject;
  }

  private static void compare(
      Class<?> type, ConfigObject block, String path, List<String> problems) {
    boolean open =
        Arrays.stream(type.getRecordComponents()).anyMatch(c -> c.getType() == Block.class);
    TreeSet<String> stray = new TreeSet<>(block.keySet());
    stray.removeAll(Components.keys(type));
    if (!open) {
      stray.forEach(key -> problems.add("stray " + Keys.child(path, key)));
    }
    compareComponents(type, block, path, problems);
  }

  private static void compareComponents(
      Class<?> type, ConfigObject block, String path, List<String> problems) {
    for (RecordComponent component : type.getRecordComponents()) {
      if (Components.isSupplied(component)) {
        continue;
      }
      if (component.isAnnotationPresent(Flat.class)) {
        compareComponents(component.getType(), block, path, problems);
        continue;
      }
      String key = Components.key(component, "");
      ConfigValue value = block.get(key);
      Type element = component.getGenericType();
      if (value == null) {
        problems.add("missing " + Keys.child(path, key));
      } else if (component.getType().isRecord() && value instanceof ConfigObject nested) {
        compare(component.getType(), nested, Keys.child(path, key), problems);
      } else if (element instanceof ParameterizedType list
          && value instanceof ConfigList values
          && isOfBlocks(values)) {
        compare(
            (Class<?>) list.getActualTypeArguments()[0],
            (ConfigObject) values.get(0),
            Keys.child(path, key) + "[0]",
            problems);
      }
    }
  }

  @Test
  void theSharedMethodOptionsAreAllListed() {
    TreeSet<String> keys = new TreeSet<>();
    keys.addAll(Components.keys(AdapterOptions.class));
    keys.addAll(Components.keys(PlacementOptions.class));
    keys.addAll(Components.keys(OptimizerOptions.class));
    ConfigObject method = Reference.load().toConfig().getObject("method");
    assertThat(method.keySet()).containsAll(keys);
    assertThat(method.keySet())
        .contains(
            "private-rank",
            "private-alpha",
            "private-learning-rate",
            "hypergradient",
            "difference",
            "same-batch",
            "weights");
  }
}
