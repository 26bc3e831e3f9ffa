package io.fedlora.run;

import io.fedlora.journal.Event;
import io.fedlora.journal.Journal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;

/** A journal in memory. */
final class EventList {
  private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

  Journal on(LongSupplier now) {
    return event -> {
      events.add(event);
      lines.add(now.getAsLong() + " " + event);
    };
  }

  List<Event> events() {
    return List.copyOf(events);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
