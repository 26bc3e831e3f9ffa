package io.fedlora.resume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fedlora.adapter.Layout;
import io.fedlora.adapter.Owned;
import io.fedlora.adapter.Part;
import io.fedlora.adapter.State;
import io.fedlora.device.Product;
import io.fedlora.device.Score;
import io.fedlora.device.Trained;
import io.fedlora.device.Workload;
import io.fedlora.file.UnreadableFileException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredWorkTest {
  private static final StoredWork.Settings PLAIN =
      new StoredWork.Settings(2, 1 << 20, Long.MAX_VALUE);

  private final Path folder;
  private final Path work;
  private final Path own;

  StoredWorkTest(@TempDir Path folder) {
    this.folder = folder.resolve("checkpoint");
    this.work = this.folder.resolve("work.log");
    this.own = this.folder.resolve("own.log");
  }

  private StoredWork open() throws IOException {
    return new StoredWork(folder, "run", PLAIN);
  }

  private static State state(String part, float... values) {
    Layout layout = Layout.builder().add("a", 1, values.length).add("b", 0).build();
    return State.of(new Part(part, layout, values));
  }

  private static Product product(float value) {
    return new Product(
        new Trained(
            new Owned(state("private", value, -value)),
            state("common", value + 1),
            new Owned(state("local", value + 2)),
            5,
            6,
            value,
            new TreeMap<>(Map.of("x", 0.1, "y", Double.NaN))),
        "");
  }

  private static <T> Supplier<T> never() {
    return () -> {
      throw new AssertionError("computed again");
    };
  }

  private static float[] own(Product product) {
    return product.trained().own().state().part("private").values();
  }

  @Test
  void everythingThatWasComputedIsKnownAgain() throws IOException {
    Product made = product(3);
    try (StoredWork store = open()) {
      assertThat(store.workload(1, () -> new Workload(2, 3, 4))).isEqualTo(new Workload(2, 3, 4));
      assertThat(store.product(1, () -> made)).isSameAs(made);
      assertThat(store.score(2, () -> new Score(0.5, 1.25))).isEqualTo(new Score(0.5, 1.25));
      store.product(3, () -> new Product(made.trained(), "NaN in private"));
    }
    try (StoredWork store = open()) {
      assertThat(store.size()).isEqualTo(2);
      assertThat(store.workload(1, never())).isEqualTo(new Workload(2, 3, 4));
      assertThat(store.score(2, never())).isEqualTo(new Score(0.5, 1.25));
      assertThat(store.product(3, never()).notFinite()).isEqualTo("NaN in private");
      Product known = store.product(1, never());
      Trained trained = known.trained();
      assertThat(known.notFinite()).isEmpty();
      assertThat(trained.examples()).isEqualTo(5);
      assertThat(trained.steps()).isEqualTo(6);
      assertThat(trained.loss()).isEqualTo(3);
      assertThat(trained.reports()).isEqualTo(made.trained().reports());
      assertThat(trained.upload().part("common").values()).containsExactly(4);
      assertThat(trained.upload().part("common").layout())
          .isEqualTo(made.trained().upload().part("common").layout());
      assertThat(trained.local().state().part("local").values()).containsExactly(5);
      assertThat(own(known)).containsExactly(3, -3);
    }
  }

  @Test
  void anUploadThatIsAlsoScoredIsStoredOnce() throws IOException {
    State upload = state("common", new float[1000]);
    Trained shared =
        new Trained(Owned.NOTHING, upload, new Owned(upload), 1, 1, 0, new TreeMap<>());
    try (StoredWork store = open()) {
      store.product(1, () -> new Product(shared, ""));
      assertThat(store.bytes()).isBetween(4000L, 4400L);
    }
    try (StoredWork store = open()) {
      Trained known = store.product(1, never()).trained();
      assertThat(known.local().state()).isSameAs(known.upload());
    }
  }

  @Test
  void failedWorkIsNotKnown() throws IOException {
    try (StoredWork store = open()) {
      assertThatThrownBy(() -> store.product(1, never())).isInstanceOf(AssertionError.class);
      assertThat(own(store.product(1, () -> product(1)))).containsExactly(1, -1);
    }
  }

  private void three() throws IOException {
    try (StoredWork store = open()) {
      for (int number = 1; number <= 3; number++) {
        float value = number;
        store.product(number, () -> product(value));
      }
    }
  }

  private static void cut(Path file, long bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - bytes);
    }
  }

  @Test
  void aTornRecordIsCutOffAndMadeAgain() throws IOException {
    for (Path file : List.of(work, own)) {
      three();
      cut(file, 1);
      try (StoredWork store = open()) {
        assertThat(store.size()).isEqualTo(2);
        assertThat(own(store.product(2, never()))).containsExactly(2, -2);
        assertThat(own(store.product(3, () -> product(30)))).containsExactly(30, -30);
      }
      try (StoredWork store = open()) {
        assertThat(own(store.product(3, never()))).containsExactly(30, -30);
      }
      Files.delete(work);
      Files.delete(own);
    }
  }

  /** A power failure may keep the later of two files and not the earlier. */
  @Test
  void workWithoutWhatItLeftIsDoneAgain() throws IOException {
    three();
    cut(own, 160);
    try (StoredWork store = open()) {
      assertThat(store.size()).isEqualTo(1);
      assertThat(own(store.product(1, never()))).containsExactly(1, -1);
    }
  }

  @Test
  void roomThatWasNeverFilledIsCutOff() throws IOException {
    three();
    try (RandomAccessFile file = new RandomAccessFile(work.toFile(), "rw")) {
      file.setLength(file.length() + 5000);
    }
    try (StoredWork store = open()) {
      assertThat(store.size()).isEqualTo(3);
    }
  }

  @Test
  void aDamagedRecordIsRefused() throws IOException {
    for (Path file : List.of(work, own)) {
      three();
      try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
        bytes.seek(60);
        bytes.write(bytes.read() ^ 1);
      }
      assertThatThrownBy(this::open)
          .isInstanceOf(UnreadableFileException.class)
          .hasMessageStartingWith(file + ": is damaged at byte ");
      Files.delete(work);
      Files.delete(own);
    }
  }

  /** Each byte of both files. */
  @Test
  void noFlippedByteLosesMoreThanTheLastPieceOfWork() throws IOException {
    three();
    byte[] works = Files.readAllBytes(work);
    byte[] owns = Files.readAllBytes(own);
    int refused = 0;
    for (Path file : List.of(work, own)) {
      int length = (int) Files.size(file);
      for (int place = 0; place < length; place++) {
        Files.write(work, works);
        Files.write(own, owns);
        byte[] bytes = Files.readAllBytes(file);
        bytes[place] ^= (byte) (1 << place % 8);
        Files.write(file, bytes);
        try (StoredWork store = open()) {
          assertThat(store.size()).as("byte %d of %s", place, file).isEqualTo(2);
          assertThat(own(store.product(2, never()))).containsExactly(2, -2);
        } catch (UnreadableFileException e) {
          refused++;
        }
      }
    }
    assertThat(refused).isGreaterThan((works.length + owns.length) / 2);
  }

  @Test
  void aStoreThatDoesNotSayWhoseItIsIsRefused() throws IOException {
    three();
    for (int length : new int[] {0, 5, 14}) {
      Files.write(work, Arrays.copyOf(Files.readAllBytes(work), length));
      assertThatThrownBy(this::open)
          .isInstanceOf(UnreadableFileException.class)
          .hasMessage(work + ": is cut short");
    }
  }

  @Test
  void whatIsMissingIsRefused() throws IOException {
    three();
    Files.delete(own);
    assertThatThrownBy(this::open)
        .isInstanceOf(UnreadableFileException.class)
        .hasMessage(own + ": is missing");
  }

  @Test
  void anotherRunsWorkIsRefused() throws IOException {
    three();
    assertThatThrownBy(() -> new StoredWork(folder, "other", PLAIN))
        .isInstanceOf(ForeignWorkException.class)
        .hasMessage(work + ": belongs to another run: it is of run, and this one of other");
  }

  @Test
  void whatNobodyHoldsIsForgottenAndWhatSomebodyHoldsStays() throws IOException {
    List<Owned> held = new ArrayList<>();
    StoredWork.Settings small = new StoredWork.Settings(1, 2000, Long.MAX_VALUE);
    try (StoredWork store = new StoredWork(folder, "run", small)) {
      for (int number = 1; number <= 200; number++) {
        float value = number;
        Product product = store.product(number, () -> product(value));
        if (number % 50 == 0) {
          held.add(product.trained().own());
        }
        if (number % 10 == 0) {
          System.gc();
        }
      }
    }
    assertThat(Files.size(own)).isLessThan(8000);
    try (StoredWork store = open()) {
      assertThat(store.size()).isEqualTo(200);
      for (int number : new int[] {50, 100, 150, 200}) {
        assertThat(own(store.product(number, never()))).containsExactly(number, -number);
      }
      Product forgotten = store.product(1, never());
      assertThat(forgotten.trained().upload().part("common").values()).containsExactly(2);
      assertThatThrownBy(() -> own(forgotten))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("no longer stored");
    }
    assertThat(held).hasSize(4);
    cut(work, Files.size(work) / 2);
    assertThatThrownBy(this::open)
        .isInstanceOf(UnreadableFileException.class)
        .hasMessage(work + ": is cut short");
  }

  /** What is not stored is done again from what the client owned when the store was full. */
  @Test
  void aFullStoreTakesAndForgetsNothing() throws IOException {
    StoredWork.Settings small = new StoredWork.Settings(1, 100, 1000);
    List<Owned> held = new ArrayList<>();
    try (StoredWork store = new StoredWork(folder, "run", small)) {
      for (int number = 1; number <= 40; number++) {
        float value = number;
        held.clear();
        held.add(store.product(number, () -> product(value)).trained().own());
        System.gc();
      }
    }
    assertThat(Files.size(work)).isBetween(1000L, 1300L);
    int stored;
    try (StoredWork store = new StoredWork(folder, "run", small)) {
      stored = store.size();
      assertThat(stored).isBetween(2, 20);
      assertThat(own(store.product(stored, never()))).containsExactly(stored, -stored);
      store.workload(99, () -> new Workload(1, 1, 1));
      assertThat(own(store.product(stored + 1, () -> product(7)))).containsExactly(7, -7);
    }
    try (StoredWork store = new StoredWork(folder, "run", small)) {
      assertThat(store.size()).isEqualTo(stored);
    }
    assertThat(Files.size(work)).isBetween(1000L, 1300L);
  }

  @Test
  void anInterruptDoesNotKeepItFromClosing() throws IOException {
    StoredWork store = open();
    store.product(1, () -> product(1));
    Thread.currentThread().interrupt();
    store.close();
    assertThat(Thread.interrupted()).isTrue();
    try (StoredWork again = open()) {
      assertThat(again.size()).isEqualTo(1);
    }
  }
}
