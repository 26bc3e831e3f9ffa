package io.fedlora.foundation.torch;

import io.fedlora.adapter.Layout;
import io.fedlora.foundation.ExpertMixture;
import io.fedlora.foundation.LowRank;
import java.util.List;
import java.util.Map;

/** Mixtures of low-rank experts, in either form. */
final class MixtureText implements InsertionText {
  private static final Template MIXTURE = Template.named("mixture");
  private static final Template EXPERT = Template.named("expert");

  @Override
  public String at(Site site, Draft draft) {
    StringBuilder text = new StringBuilder();
    for (ExpertMixture mixture : draft.wiring().at(site.layer(), ExpertMixture.class)) {
      if (site.linears().contains(mixture.linear())) {
        text.append(mixture(mixture, site, draft));
      }
    }
    return text.toString();
  }

  private static String mixture(ExpertMixture mixture, Site site, Draft draft) {
    StringBuilder experts = new StringBuilder();
    for (int place = 0; place < mixture.experts().size(); place++) {
      experts.append(expert(mixture.experts().get(place), place, site, draft));
    }
    Layout gate = draft.wiring().layout(mixture.gatePart());
    String bias = draft.pieces().exact(mixture.gatePart(), gate.entry(mixture.gateBias()));
    return MIXTURE.fill(
        Map.of(
            "input", site.input(),
            "gate-weight", matrix(mixture.gatePart(), mixture.gateWeight(), draft),
            "gate-bias", draft.cast(bias),
            "experts", experts.toString()));
  }

  private static String expert(LowRank expert, int place, Site site, Draft draft) {
    String product = "torch.mul(u, " + LowRankText.scale(expert, draft) + ")";
    return EXPERT.fill(
        Map.of(
            "input", site.input(),
            "down", matrix(expert.downPart(), expert.down(), draft),
            "up", matrix(expert.upPart(), expert.up(), draft),
            "place", String.valueOf(place),
            "add", site.added(expert.linear(), product, draft.wiring().architecture())));
  }

  private static String matrix(String part, String entry, Draft draft) {
    Layout layout = draft.wiring().layout(part);
    return draft.pieces().matrix(part, List.of(layout.entry(entry)), List.of(1.0));
  }
}
