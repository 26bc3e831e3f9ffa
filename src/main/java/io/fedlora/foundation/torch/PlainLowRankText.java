package io.fedlora.foundation.torch;

import io.fedlora.adapter.Layout;
import io.fedlora.foundation.LowRank;
import java.util.List;
import java.util.Map;

/** Low-rank adapters in the plain form: two products and a sum for each. */
final class PlainLowRankText implements InsertionText {
  private static final Template TEMPLATE = Template.named("low-rank-plain");

  @Override
  public String at(Site site, Draft draft) {
    StringBuilder text = new StringBuilder();
    for (LowRank adapter : LowRankText.adapters(site, draft)) {
      String down = piece(draft, adapter.downPart(), adapter.down());
      String up = piece(draft, adapter.upPart(), adapter.up());
      boolean detached = adapter.detached();
      text.append(
          TEMPLATE.fill(
              Map.of(
                  "down", LowRankText.cut(detached, down),
                  "up", LowRankText.cut(detached, up),
                  "scale", String.valueOf(adapter.scale()),
                  "input", LowRankText.cut(detached, site.input()),
                  "output", site.output())));
    }
    return text.toString();
  }

  private static String piece(Draft draft, String part, String entry) {
    Layout layout = draft.wiring().layout(part);
    return draft.pieces().matrix(part, List.of(layout.entry(entry)), List.of(1.0));
  }
}
