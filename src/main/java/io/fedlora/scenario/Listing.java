package io.fedlora.scenario;

import java.util.List;

/**
 * One line of what a scenario can name.
 *
 * @param name by which a scenario calls it
 * @param aliases other names, sorted
 * @param summary what it is
 */
public record Listing(String name, List<String> aliases, String summary) {
  public Listing {
    aliases = aliases.stream().sorted().toList();
  }
}
