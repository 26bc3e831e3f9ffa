package io.fedlora.method;

import io.fedlora.scenario.Named;

/** Every client for itself: its own adapter and head, and nothing travels. */
@Named(value = "local-only", summary = "every client trains an adapter of its own; nothing travels")
public final class LocalOnly extends Unshared {
  public LocalOnly(Options options, Setting setting) {
    super(options, setting, setting.steps());
  }
}
