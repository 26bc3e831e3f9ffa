package io.fedlora.foundation.torch;

import io.fedlora.adapter.Layout;
import io.fedlora.foundation.Bottleneck;
import java.util.List;
import java.util.Map;

/** Bottleneck adapters, in either form. All of a place read what the linear and the rest gave. */
final class BottleneckText implements InsertionText {
  private static final String GIVEN = "given";
  private static final Template TEMPLATE = Template.named("bottleneck");

  @Override
  public String at(Site site, Draft draft) {
    StringBuilder text = new StringBuilder();
    for (Bottleneck one : draft.wiring().at(site.layer(), Bottleneck.class)) {
      if (site.linears().contains(one.linear())) {
        text.append(text.isEmpty() ? GIVEN + " = " + site.output() + "\n" : "");
        text.append(text(one, site, draft));
      }
    }
    return text.toString();
  }

  private static String text(Bottleneck one, Site site, Draft draft) {
    return TEMPLATE.fill(
        Map.of(
            "activation", one.activation().key(),
            "down-weight", matrix(one, "down.weight", draft),
            "down-bias", vector(one, "down.bias", draft),
            "up-weight", matrix(one, "up.weight", draft),
            "up-bias", vector(one, "up.bias", draft),
            "scale", String.valueOf(one.scale()),
            "input", GIVEN,
            "output", site.output()));
  }

  private static String matrix(Bottleneck one, String array, Draft draft) {
    Layout layout = draft.wiring().layout(one.part());
    return draft.pieces().matrix(one.part(), List.of(layout.entry(one.entry(array))), List.of(1.0));
  }

  private static String vector(Bottleneck one, String array, Draft draft) {
    Layout layout = draft.wiring().layout(one.part());
    return draft.cast(draft.pieces().exact(one.part(), layout.entry(one.entry(array))));
  }
}
