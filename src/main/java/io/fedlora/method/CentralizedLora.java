package io.fedlora.method;

import io.fedlora.scenario.Named;

/**
 * The upper reference: all texts pooled, one adapter, as many steps a round as all clients together
 * would take ({@code docs/methods.md#centralized-lora}), scored on every client's own test texts.
 */
@Named(
    value = "centralized-lora",
    summary = "one adapter on all clients' texts pooled; no federation")
public final class CentralizedLora extends Unshared {
  public CentralizedLora(Options options, Setting setting) {
    super(options, setting, setting.steps() * setting.clients());
  }

  @Override
  public boolean pooled() {
    return true;
  }
}
