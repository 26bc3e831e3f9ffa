package io.fedlora.run;

import io.fedlora.adapter.State;
import io.fedlora.adapter.StateFile;
import io.fedlora.journal.Event;
import io.fedlora.journal.FileJournal;
import io.fedlora.journal.Journal;
import io.fedlora.server.UpdateKeeper;
import io.fedlora.world.Profile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Runs a plan without a model into a folder that can be checked, all but the summary. */
final class FolderRun {
  private FolderRun() {}

  /** The events of the run that is left in the folder. */
  static List<Event> into(Path folder, Function<UpdateKeeper, Plan> plans) throws Exception {
    Files.createDirectories(folder.resolve("adapters"));
    Files.writeString(folder.resolve("scenario.conf"), "# of a plan without a scenario\n");
    List<FileJournal> journals = new ArrayList<>();
    List<Event> events = new ArrayList<>();
    try (FrameFile frames = new FrameFile(folder.resolve("updates.frames"))) {
      Plan plan = plans.apply(frames);
      StateFile.write(
          folder.resolve("initial.safetensors"),
          plan.learning().method().initialCommon(),
          Map.of());
      try (Simulation simulation =
          new Simulation(
              plan,
              now -> {
                FileJournal journal = open(folder.resolve("events.jsonl"), now);
                journals.add(journal);
                Journal both =
                    event -> {
                      journal.append(event);
                      events.add(event);
                    };
                return both;
              },
              registrations(plan),
              RunWatcher.NONE)) {
        Ending ending = simulation.await();
        store(folder, "common", ending.common());
        for (int client = 0; client < ending.own().size(); client++) {
          store(folder, "client-" + client, ending.own().get(client).state());
        }
      }
    }
    journals.get(0).finish();
    return events;
  }

  private static FileJournal open(Path file, java.util.function.LongSupplier now) {
    try {
      return new FileJournal(file, now);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Event> registrations(Plan plan) {
    List<Event> registered = new ArrayList<>();
    for (int client = 0; client < plan.conditions().fleet().profiles().size(); client++) {
      Profile profile = plan.conditions().fleet().profile(client);
      registered.add(
          new Event.ClientRegistered(
              client,
              profile.group(),
              profile.behaviour(),
              1,
              1,
              new TreeMap<>(),
              profile.speed(),
              profile.up(),
              profile.down(),
              profile.latency()));
    }
    return registered;
  }

  private static void store(Path folder, String name, State state) {
    StateFile.write(folder.resolve("adapters/" + name + ".safetensors"), state, Map.of());
  }
}
