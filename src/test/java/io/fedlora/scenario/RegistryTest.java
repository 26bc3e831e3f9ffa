package io.fedlora.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryTest {
  /** What the tests name. */
  public interface Animal {
    String sound();
  }

  @Named(
      value = "dog",
      aliases = {"hound", "cur"},
      summary = "barks")
  static final class Dog implements Animal {
    record DogOptions(@Default("1") int volume) {
      DogOptions {
        if (volume > 10) {
          throw new InvalidValue("volume", "too loud", "write volume = 10");
        }
      }
    }

    private final String sound;

    public Dog(DogOptions options, CharSequence name, Integer times) {
      if (options.volume() == 7) {
        throw new InvalidValue("volume", "an unlucky number", "write volume = 8");
      }
      if (options.volume() == 5) {
        throw new ScenarioException("behaviour.volume = 5: an odd number. Give an even one");
      }
      if (options.volume() == 6) {
        throw new IllegalStateException("boom");
      }
      this.sound = name + " " + "woof".repeat(times) + options.volume();
    }

    @Override
    public String sound() {
      return sound;
    }
  }

  @Named(value = "cat", summary = "meows")
  static final class Cat implements Animal {
    public Cat() {}

    @Override
    public String sound() {
      return "meow";
    }
  }

  @Named(
      value = "bird",
      summary = "sings",
      defaults = {"volume = 2", "rank = 3"})
  @Preset(value = "tit", summary = "sings softly", defaults = "volume = 1")
  @Preset(value = "cock", summary = "crows", defaults = "volume = 9")
  static final class Bird implements Animal {
    record BirdOptions(int volume, int rank) {}

    private final BirdOptions options;

    public Bird(BirdOptions options) {
      this.options = options;
    }

    @Override
    public String sound() {
      return options.volume() + " " + options.rank();
    }
  }

  /** Named by its class alone. */
  public static final class Fox implements Animal {
    private final String sound;

    public Fox(String sound) {
      this.sound = sound;
    }

    @Override
    public String sound() {
      return sound;
    }
  }

  /** Has no public constructor. */
  public static final class Ghost implements Animal {
    private Ghost() {}

    @Override
    public String sound() {
      return "";
    }
  }

  /** Cannot be built. */
  public abstract static class Idea implements Animal {
    public Idea() {}
  }

  private final Registry<Animal> registry =
      new Registry<>("animal", Animal.class, List.of(Dog.class, Cat.class));

  private static Block block(String text) {
    return ScenarioFile.parse("x.conf", text, List.of()).behaviour().options();
  }

  @Test
  void optionsComeFromTheBlockAndTheRestFromTheContext() {
    Block block = block("behaviour { name = dog, volume = 3 }");
    assertThat(registry.create("dog", block, 2, "rex").sound()).isEqualTo("rex woofwoof3");
    assertThat(registry.create("hound", block, 1, "rex").sound()).isEqualTo("rex woof3");
    assertThat(registry.create("cat", block("")).sound()).isEqualTo("meow");
  }

  @Test
  void listingsAreSorted() {
    assertThat(registry.listings())
        .containsExactly(
            new Listing("cat", List.of(), "meows"),
            new Listing("dog", List.of("cur", "hound"), "barks"));
  }

  @Test
  void anUnknownNameIsNamedWithTheNearest() {
    assertThatThrownBy(() -> registry.create("dgo", block("\nbehaviour.name = dgo")))
        .isInstanceOf(ScenarioException.class)
        .hasMessage("x.conf:2: behaviour.name: unknown animal dgo; the nearest known one is dog");
    Block block = block("\nfleet.groups = [{ behaviour = kat }]");
    assertThatThrownBy(() -> registry.create("kat", "fleet.groups[0].behaviour", block))
        .hasMessageStartingWith("x.conf:2: fleet.groups[0].behaviour: unknown animal kat");
  }

  @Test
  void unknownOptionsAreFoundEvenWhereNoneAreRead() {
    assertThatThrownBy(() -> registry.create("cat", block("behaviour.volume = 3")))
        .hasMessageStartingWith("x.conf:1: behaviour.volume: unknown key");
    assertThatThrownBy(() -> registry.create("dog", block("behaviour.volum = 3"), 1, "rex"))
        .hasMessage(
            "x.conf:1: behaviour.volum: unknown key; the nearest known key is behaviour.volume");
  }

  @Test
  void objectionsOfRecordAndConstructorGetTheLine() {
    assertThatThrownBy(() -> registry.create("dog", block("\nbehaviour.volume = 11"), 1, "rex"))
        .hasMessage("x.conf:2: behaviour.volume: too loud; write volume = 10");
    assertThatThrownBy(() -> registry.create("dog", block("\nbehaviour.volume = 7"), 1, "rex"))
        .isInstanceOf(ScenarioException.class)
        .hasMessage("x.conf:2: behaviour.volume: an unlucky number; write volume = 8");
    assertThatThrownBy(() -> registry.create("dog", block("\nbehaviour.volume = 5"), 1, "rex"))
        .isInstanceOf(ScenarioException.class)
        .hasMessage("x.conf:2: behaviour.volume = 5: an odd number. Give an even one");
    assertThatThrownBy(() -> registry.create("dog", block("\nbehaviour.volume = 6"), 1, "rex"))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("boom");
  }

  @Test
  void aNameWithADotIsAClass() {
    String fox = Fox.class.getName();
    assertThat(registry.create(fox, block(""), "ring").sound()).isEqualTo("ring");
    assertThatThrownBy(
            () -> registry.create("org.none.Such", block("behaviour.name = org.none.Such")))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith(
            "x.conf:1: behaviour.name: class org.none.Such not found; put its jar");
    assertThatThrownBy(() -> registry.create("java.lang.String", block("")))
        .hasMessageContaining("class java.lang.String does not implement")
        .hasMessageContaining(Animal.class.getName());
    assertThatThrownBy(() -> registry.create(Ghost.class.getName(), block("")))
        .hasMessageContaining("has 0 public constructors");
    assertThatThrownBy(() -> registry.create(Idea.class.getName(), block("")))
        .hasMessageContaining("is abstract");
    assertThatThrownBy(() -> registry.create(fox, block(""), 5))
        .hasMessageContaining("asks for a java.lang.String")
        .hasMessageEndingWith("and for Integer");
  }

  @Test
  void unreadKeysFollowFromTheConstructor() {
    Block method =
        ScenarioFile.parse("x.conf", "method { rank = 2, volume = 1 }", List.of())
            .method()
            .options();
    assertThat(registry.unread("dog", method)).containsExactly("method.rank");
    assertThat(registry.unread("cat", method)).containsExactly("method.rank", "method.volume");
    assertThat(registry.options("cat", method)).isEqualTo(NoOptions.class);
  }

  private final Registry<Animal> birds =
      new Registry<>("animal", Animal.class, List.of(Bird.class));

  private static Scenario scenario(String text) {
    return ScenarioFile.parse("x.conf", text, List.of());
  }

  private String song(String name, String text) {
    return birds.create(name, scenario(text).method().options()).sound();
  }

  @Test
  void presetsGoBeforeOwnDefaultsAndTheScenarioBeforeBoth() {
    assertThat(song("bird", "")).isEqualTo("2 3");
    assertThat(song("tit", "")).isEqualTo("1 3");
    assertThat(song("cock", "method.rank = 8")).isEqualTo("9 8");
    assertThat(song(Bird.class.getName(), "")).isEqualTo("2 3");
    assertThat(birds.type("tit")).isEqualTo(Bird.class);
    assertThat(birds.listings()).extracting(Listing::name).containsExactly("bird", "cock", "tit");
  }

  @Test
  void aSettledScenarioSaysWhatItsPresetDecides() {
    Scenario written = scenario("method { name = tit }");
    Scenario settled = birds.settle(written, "tit", written.method().options());
    assertThat(settled.resolvedText("1")).contains("volume = 1\n").contains("rank = 3\n");
    assertThat(birds.unread("tit", settled.method().options())).isEmpty();
    Scenario again = scenario(settled.resolvedText("1"));
    assertThat(birds.settle(again, "tit", again.method().options())).isEqualTo(settled);
    Scenario dogs = scenario("method.rank = 5");
    assertThat(registry.settle(dogs, "cat", dogs.method().options())).isSameAs(dogs);
  }

  @Test
  void namesAreUniqueAndGiven() {
    assertThatThrownBy(() -> new Registry<>("animal", Animal.class, List.of(Dog.class, Dog.class)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("animal dog is both");
    assertThatThrownBy(() -> new Registry<>("animal", Animal.class, List.of(Fox.class)))
        .hasMessageContaining("no @Named");
  }
}
