package io.fedlora.report.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoryTest {
  private static Story of(String... lines) {
    Story story = new Story();
    for (String line : lines) {
      story.add(JsonParser.parseString(line.replace('\'', '"')).getAsJsonObject());
    }
    return story;
  }

  private static final String[] LATE = {
    "{'t':0,'type':'client-registered','client':3,'group':'slow','train':5,'labels':{'b':2,'a':3},'speed':1.0}",
    "{'t':10,'type':'round-opened','round':1,'version':0,'asked':[3],'deadline':100}",
    "{'t':10,'type':'request-sent','request':1,'round':1,'client':3,'version':0,'bytes':70}",
    "{'t':20,'type':'work-started','request':1,'client':3,'steps':2,'tokens':4,'flops':8,'until':90}",
    "{'t':90,'type':'work-finished','request':1,'client':3,'steps':2,'tokens':4,'flops':8,'loss':1.5}",
    "{'t':90,'type':'update-sent','request':1,'client':3,'bytes':50}",
    "{'t':100,'type':'round-closed','round':1,'reason':'deadline','asked':1,'arrived':0,'quorum':false}",
    "{'t':120,'type':'update-kept','request':1,'round':1,'client':3,'checksum':1}",
    "{'t':200,'type':'update-merged','request':1,'round':1,'client':3,'version':2,'weight':1.0,'staleness':1,'late':true}",
  };

  @Test
  void putsATripTogether() {
    Trip trip = of(LATE).trips().iterator().next();
    assertThat(trip.client()).isEqualTo(3);
    assertThat(trip.round()).isEqualTo(1);
    assertThat(trip.sent()).isEqualTo(10);
    assertThat(trip.downloadEnd(999)).isEqualTo(20);
    assertThat(trip.started()).isEqualTo(20);
    assertThat(trip.workEnd(999)).isEqualTo(90);
    assertThat(trip.uploaded()).isEqualTo(90);
    assertThat(trip.uploadEnd(999)).isEqualTo(120);
    assertThat(trip.ended()).isEqualTo(200);
    assertThat(trip.outcome()).isEqualTo(Trip.Outcome.MERGED);
    assertThat(trip.isMergedLate()).isTrue();
  }

  @Test
  void addsUpTrafficWorkAndStaleness() {
    Story story = of(LATE);
    assertThat(story.down().total()).isEqualTo(70);
    assertThat(story.up().total()).isEqualTo(50);
    assertThat(story.up().at(89)).isZero();
    assertThat(story.up().at(90)).isEqualTo(50);
    assertThat(story.flops().total()).isEqualTo(8);
    assertThat(story.staleness()).containsExactly(java.util.Map.entry(1, 1L));
    assertThat(story.now()).isEqualTo(200);
    assertThat(story.isComplete()).isFalse();
  }

  /** The next round's requests go out at the instant at which a round closes. */
  @Test
  void aRoundsTrafficIsThatUntilItClosed() {
    Story story =
        of(
            "{'t':0,'type':'round-opened','round':1,'version':0,'asked':[0],'deadline':9}",
            "{'t':0,'type':'request-sent','request':1,'round':1,'client':0,'bytes':70}",
            "{'t':5,'type':'update-sent','request':1,'client':0,'bytes':50}",
            "{'t':9,'type':'round-closed','round':1,'reason':'deadline','asked':1,'quorum':true}",
            "{'t':9,'type':'round-opened','round':2,'version':1,'asked':[0],'deadline':18}",
            "{'t':9,'type':'request-sent','request':2,'round':2,'client':0,'bytes':70}");
    assertThat(story.down().at(9)).isEqualTo(140);
    assertThat(story.rounds().get(1).up()).isEqualTo(50);
    assertThat(story.rounds().get(1).down()).isEqualTo(70);
  }

  @Test
  void knowsRoundsAndClients() {
    Story story = of(LATE);
    assertThat(story.rounds().get(1))
        .isEqualTo(new RoundSpan(1, 10, 1, 100, 100, "deadline", false, 50, 70));
    assertThat(story.clients().get(3).group()).isEqualTo("slow");
    assertThat(story.clients().get(3).labels().keySet()).containsExactly("a", "b");
    assertThat(story.incidents()).isEmpty();
  }

  @Test
  void whatIsUnderWayLastsUntilNow() {
    Story story = of(LATE[0], LATE[1], LATE[2], LATE[3]);
    Trip trip = story.trips().iterator().next();
    assertThat(trip.outcome()).isEqualTo(Trip.Outcome.OPEN);
    assertThat(trip.workEnd(55)).isEqualTo(55);
    assertThat(trip.uploaded()).isEqualTo(Trip.NEVER);
  }

  @Test
  void absencesEndWithTheReturnOrNow() {
    Story story =
        of(
            "{'t':5,'type':'client-away','client':1,'reason':'window'}",
            "{'t':7,'type':'client-away','client':2,'reason':'outage'}",
            "{'t':9,'type':'client-back','client':1}",
            "{'t':30,'type':'run-completed','rounds':1,'version':1}");
    assertThat(story.absences())
        .containsExactly(new Absence(1, 5, 9, "window"), new Absence(2, 7, 30, "outage"));
    assertThat(story.isComplete()).isTrue();
  }

  @Test
  void whatIsNotKnownHereIsAnIncidentWithItsOutcome() {
    Story story =
        of(
            LATE[0],
            LATE[1],
            LATE[2],
            "{'t':40,'type':'frame-bent','request':1,'client':3,'reason':'bit-flip'}",
            "{'t':50,'type':'frame-bent','request':1,'client':3,'reason':'bit-flip'}",
            "{'t':60,'type':'update-rejected','request':1,'round':1,'client':3,'reason':'checksum'}");
    assertThat(story.incidents())
        .extracting(Incident::type, Incident::reason, Incident::count, Incident::clients)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("frame-bent", "bit-flip", 2L, 1),
            org.assertj.core.groups.Tuple.tuple("update-rejected", "checksum", 1L, 1));
    Incident bent = story.incidents().iterator().next();
    assertThat(List.of(bent.first(), bent.last())).containsExactly(40L, 50L);
    assertThat(bent.trips()).allMatch(trip -> trip.outcome() == Trip.Outcome.REJECTED);
  }

  @Test
  void knowsTheTiersAsTheyWereFormedLast() {
    Story story =
        of(
            "{'t':0,'type':'tier-formed','tier':1,'clients':[3,5],'concurrency':2}",
            "{'t':0,'type':'tier-formed','tier':2,'clients':[4],'concurrency':1}",
            "{'t':9,'type':'tier-formed','tier':2,'clients':[5],'concurrency':1}");
    assertThat(story.tiers()).isEqualTo(java.util.Map.of(3, 1, 4, 2, 5, 2));
    assertThat(story.incidents()).isEmpty();
  }
}
