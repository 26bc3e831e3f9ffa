package io.fedlora.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventLineTest {
  private static Arguments line(Event event, String type, String fields) {
    return Arguments.of(event, "{'seq':7,'t':42,'type':'" + type + "'," + fields + "}");
  }

  static Stream<Arguments> lines() {
    TreeMap<String, Integer> labels = new TreeMap<>();
    labels.put("b", 2);
    labels.put("a\"\\\n\t", 1);
    TreeMap<String, Double> terms = new TreeMap<>();
    terms.put("alpha", 8.0);
    TreeMap<String, String> leaves = new TreeMap<>();
    leaves.put("common", "1-3");
    return Stream.of(
        line(
            new Event.RunStarted(
                "q",
                "pf2lora",
                7,
                8,
                3,
                "buffered",
                -1,
                5,
                0.5,
                true,
                10,
                -1,
                6,
                3,
                0,
                -1,
                2,
                "full",
                "hinge",
                4,
                0.1,
                2,
                10,
                "own",
                terms,
                "median",
                0.2,
                0,
                "wall",
                "accuracy",
                leaves),
            "run-started",
            "'scenario':'q','method':'pf2lora','seed':7,'clients':8,'rounds':3,"
                + "'collection':'buffered','deadline':-1,'crashDetection':5,'quorum':0.5,"
                + "'acceptLate':true,'localSteps':10,'workLimit':-1,'concurrency':6,'buffer':3,'mixing':0,'period':-1,"
                + "'tiers':2,'tierWeights':'full',"
                + "'staleness':'hinge','stalenessBound':4,'stalenessExponent':0.1,"
                + "'hingeDelay':2,'hingeSlope':10,'merge':'own','mergeTerms':{'alpha':8},'centre':'median','trim':0.2,"
                + "'clipNorm':0,'pace':'wall','metric':'accuracy','leaves':{'common':'1-3'}"),
        line(
            new Event.ClientRegistered(
                1, "fast", "steady", 64, 100, labels, 1e9, 1e6, Double.POSITIVE_INFINITY, 5),
            "client-registered",
            "'client':1,'group':'fast','behaviour':'steady','train':64,'test':100,'labels':"
                + "{'a\\'\\\\\\n\\u0009':1,'b':2},'speed':1000000000,'up':1000000,'down':null,"
                + "'latency':5"),
        line(
            new Event.ClientTimed(1, 4000, 120, 77),
            "client-timed",
            "'client':1,'flops':4000,'bytes':120,'expected':77"),
        line(
            new Event.TierFormed(2, List.of(0, 3), 1),
            "tier-formed",
            "'tier':2,'clients':[0,3],'concurrency':1"),
        line(
            new Event.TierOpened(4, 2, List.of(3), 99),
            "tier-opened",
            "'round':4,'tier':2,'asked':[3],'deadline':99"),
        line(new Event.TierClosed(5, 2), "tier-closed", "'round':5,'tier':2"),
        line(
            new Event.RoundOpened(2, 1, List.of(0, 3), 99),
            "round-opened",
            "'round':2,'version':1,'asked':[0,3],'deadline':99"),
        line(
            new Event.RoundOpened(2, 1, List.of(), -1),
            "round-opened",
            "'round':2,'version':1,'asked':[],'deadline':-1"),
        line(
            new Event.RequestSent(5, 2, 3, 1, 1234, 40),
            "request-sent",
            "'request':5,'round':2,'client':3,'version':1,'bytes':1234,'parameters':40"),
        line(
            new Event.WorkStarted(5, 3, 10, 100, 1000, 77),
            "work-started",
            "'request':5,'client':3,'steps':10,'tokens':100,'flops':1000,'until':77"),
        line(
            new Event.WorkFinished(5, 3, 10, 100, 1000, 0.25),
            "work-finished",
            "'request':5,'client':3,'steps':10,'tokens':100,'flops':1000,'loss':0.25"),
        line(
            new Event.WorkAbandoned(5, 3, 4, 40, 400),
            "work-abandoned",
            "'request':5,'client':3,'steps':4,'tokens':40,'flops':400"),
        line(
            new Event.WorkFailed(5, 3, "no memory"),
            "work-failed",
            "'request':5,'client':3,'reason':'no memory'"),
        line(
            new Event.StateDiscarded(5, 3, "no number"),
            "state-discarded",
            "'request':5,'client':3,'reason':'no number'"),
        line(
            new Event.UpdateSent(5, 3, 1234, 40),
            "update-sent",
            "'request':5,'client':3,'bytes':1234,'parameters':40"),
        line(
            new Event.MessageSent(3, "hello", "up", 20),
            "message-sent",
            "'client':3,'kind':'hello','direction':'up','bytes':20"),
        line(
            new Event.UpdateReceived(5, 2, 3, 4294967295L),
            "update-received",
            "'request':5,'round':2,'client':3,'checksum':4294967295"),
        line(
            new Event.UpdateKept(5, 2, 3, 1),
            "update-kept",
            "'request':5,'round':2,'client':3,'checksum':1"),
        line(
            new Event.UpdateMerged(5, 2, 3, 2, 1 / 3.0, 1, true),
            "update-merged",
            "'request':5,'round':2,'client':3,'version':2,'weight':0.333333333333333"
                + "3,'staleness':1,'late':true"),
        line(
            new Event.PartDecided(2, 2, "stage", List.of(1.0, (double) 0.1f)),
            "part-decided",
            "'round':2,'version':2,'part':'stage','values':[1,0.10000000149011612]"),
        line(new Event.UpdateLate(5, 2, 3), "update-late", "'request':5,'round':2,'client':3"),
        line(
            new Event.UpdateRejected(5, 2, 3, "NaN"),
            "update-rejected",
            "'request':5,'round':2,'client':3,'reason':'NaN'"),
        line(new Event.UpdateDuplicate(5, 3), "update-duplicate", "'request':5,'client':3"),
        line(
            new Event.RequestLost(5, 2, 3, "away"),
            "request-lost",
            "'request':5,'round':2,'client':3,'reason':'away'"),
        line(
            new Event.RequestCancelled(5, 2, 3, "surplus"),
            "request-cancelled",
            "'request':5,'round':2,'client':3,'reason':'surplus'"),
        line(new Event.ClientAway(3, "window"), "client-away", "'client':3,'reason':'window'"),
        line(new Event.ServerDown("server-restart"), "server-down", "'kind':'server-restart'"),
        line(new Event.ServerBack(4, 3), "server-back", "'round':4,'version':3"),
        line(new Event.ClientBack(3), "client-back", "'client':3"),
        line(new Event.StateRestored(3, 10), "state-restored", "'client':3,'works':10"),
        line(
            new Event.FaultInjected("message-lost", 3, 5),
            "fault-injected",
            "'kind':'message-lost','client':3,'request':5"),
        line(
            new Event.RoundClosed(2, "all", 8, 7, 7, true, 2, 9),
            "round-closed",
            "'round':2,'reason':'all','asked':8,'arrived':7,'merged':7,'quorum':true,"
                + "'version':2,'checksum':9"),
        line(new Event.RunCompleted(3, 2), "run-completed", "'rounds':3,'version':2"));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void everyEventHasItsLine(Event event, String expected) {
    String line = EventLine.of(7, 42, event);
    assertThat(line).isEqualTo(expected.replace('\'', '"'));
    assertThat(JsonParser.parseString(line).getAsJsonObject().get("seq").getAsInt()).isEqualTo(7);
  }

  @Test
  void noTypeIsLeftOutHereOrInTheDocumentation() throws Exception {
    String document = Files.readString(Path.of("docs/run-folder.md"));
    List<Event> tested = lines().map(arguments -> (Event) arguments.get()[0]).toList();
    for (Class<?> type : Event.class.getPermittedSubclasses()) {
      assertThat(tested).anyMatch(type::isInstance);
      String name = EventLine.kebab(type.getSimpleName());
      String row =
          document
              .lines()
              .filter(line -> line.startsWith("| `" + name + "` |"))
              .findFirst()
              .orElseThrow(() -> new AssertionError(name + " is not documented"));
      assertThat(Arrays.stream(type.getRecordComponents()).map(c -> "`" + c.getName() + "`"))
          .allSatisfy(field -> assertThat(row).contains(field));
    }
  }
}
