package nomadops.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import nomadops.autoscaler.effect.Performer;
import nomadops.autoscaler.facts.GroupFacts;
import nomadops.autoscaler.facts.Pressure;
import nomadops.autoscaler.facts.Template;
import nomadops.autoscaler.memory.PoolMemory;
import nomadops.autoscaler.memory.SeasonMemory;
import nomadops.autoscaler.policy.pool.Bounds;
import nomadops.autoscaler.policy.pool.GroupSight;
import nomadops.autoscaler.policy.pool.Move;
import nomadops.autoscaler.policy.pool.PoolFacts;
import nomadops.autoscaler.policy.pool.PoolTerms;
import nomadops.autoscaler.policy.season.Season;
import nomadops.autoscaler.shape.NodeProfile;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.shape.Room;
import nomadops.autoscaler.target.Target;
import nomadops.client.NomadClient;
import nomadops.runtime.leader.Fence;
import nomadops.simulator.NomadSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is done while Nomad keeps nothing, and what another process finds.
class PoolKeeperTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private final SimulatedNomad cluster = SimulatedNomad.start(0);
  private final NomadSimulator simulator = cluster.simulator();
  private final NomadClient nomad = cluster.client();
  private final Machines machines = new Machines();
  private PoolTerms terms = PoolTerms.usual("batch", 2, 10);

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void whileNomadKeepsNothingAPoolStillGrows() throws Exception {
    PoolKeeper keeper = recalled();
    simulator.loseLeader();

    PoolKeeper.Turn turn = keeper.turn(facts(), Optional.empty(), NOW);

    assertThat(machines.desired).isEqualTo(2);
    assertThat(turn.deeds())
        .singleElement()
        .satisfies(deed -> assertThat(deed.move()).isInstanceOf(Move.Launch.class));
    assertThat(turn.trouble().orElseThrow()).contains("could not be written");

    simulator.regainLeader();
    assertThat(keeper.turn(facts(), Optional.empty(), NOW.plusSeconds(10)).trouble()).isEmpty();
  }

  @Test
  void whereSomebodyElseHasWrittenNothingIsDoneBeforeThatIsRead() throws Exception {
    PoolKeeper keeper = recalled();
    var _ = recalled().turn(facts(), Optional.of("theirs"), NOW);
    machines.desired = 0;

    PoolKeeper.Turn turn = keeper.turn(facts(), Optional.empty(), NOW);

    assertThat(turn.deeds()).isEmpty();
    assertThat(machines.desired).isZero();
    assertThat(keeper.recalled()).isFalse();
    assertThat(keeper.recall(NOW)).isTrue();
    assertThat(keeper.keptTemplate()).contains("theirs");
    assertThat(keeper.turn(facts(), Optional.empty(), NOW).trouble()).isEmpty();
    assertThat(machines.desired).isEqualTo(2);
  }

  @Test
  void whatWasLearntOfTheSeasonIsThereForTheNext() throws Exception {
    terms = terms.with(terms.size().withSeason(Season.DAY));
    var _ = recalled().turn(facts(), Optional.empty(), NOW);

    assertThat(
            nomad
                .variables()
                .read("default", "nomad-ops/autoscaler/seasons/batch")
                .value()
                .orElseThrow()
                .items()
                .get("needed"))
        .startsWith("day " + NOW.getEpochSecond() / 900 + " ");
    assertThat(recalled().look(facts(), NOW).next().seasons().orElseThrow().newest())
        .isEqualTo(NOW.getEpochSecond() / 900);
  }

  @Test
  void aSeasonThatCannotBeReadIsNoReasonToDoNothing() throws Exception {
    terms = terms.with(terms.size().withSeason(Season.DAY));
    var _ =
        nomad
            .variables()
            .write(
                "default",
                "nomad-ops/autoscaler/seasons/batch",
                Map.of("needed", "lunch"),
                OptionalLong.empty());

    assertThat(recalled().turn(facts(), Optional.empty(), NOW).trouble()).isEmpty();
    assertThat(machines.desired).isEqualTo(2);
  }

  @Test
  void whoTakesOverKnowsWhatWasNeededWhereThatAnswersForTheNewTerms() throws Exception {
    PoolTerms old = terms;
    Instant later = NOW.plus(terms.scaleIn().window());
    PoolKeeper former = recalled();
    var _ = former.turn(facts(NOW), Optional.of("a template"), NOW);
    var _ = former.turn(facts(later), Optional.empty(), later);

    terms = old.with(new PoolTerms.Budgets(7, 7));
    PoolKeeper next = unread();
    next.takeOver(former, true);
    assertThat(next.recalled()).isTrue();
    assertThat(next.keptTemplate()).contains("a template");
    assertThat(windowOf(next, later)).isPresent();
    assertThat(next.turn(facts(later), Optional.of("another"), later).trouble())
        .as("it writes on where the former wrote")
        .isEmpty();

    PoolKeeper ofOtherNodes = unread();
    ofOtherNodes.takeOver(former, false);
    assertThat(windowOf(ofOtherNodes, later)).isEmpty();

    PoolTerms.ScaleIn in = old.scaleIn();
    terms =
        old.with(
            new PoolTerms.ScaleIn(
                in.keepAlive(),
                in.protectNew(),
                in.window().plusSeconds(1),
                in.fill(),
                in.cordonPercent(),
                in.giveUpAfter(),
                in.purge()));
    PoolKeeper ofLongerSight = unread();
    ofLongerSight.takeOver(former, true);
    assertThat(windowOf(ofLongerSight, later.plusSeconds(1))).isEmpty();

    terms = old.with(old.size().withSeason(Season.DAY));
    PoolKeeper ofASeason = unread();
    ofASeason.takeOver(former, true);
    assertThat(ofASeason.look(facts(later), later).next().seasons()).isPresent();
    assertThat(windowOf(ofASeason, later)).isPresent();
  }

  private Optional<Integer> windowOf(PoolKeeper keeper, Instant now) {
    return keeper.look(facts(now), now).account().need().window();
  }

  private PoolKeeper recalled() {
    PoolKeeper keeper = unread();
    assertThat(keeper.recall(NOW)).isTrue();
    return keeper;
  }

  private PoolKeeper unread() {
    return new PoolKeeper(
        terms,
        new PoolMemory(nomad, "default", "nomad-ops/autoscaler", "batch"),
        new SeasonMemory(nomad, "default", "nomad-ops/autoscaler", "batch"),
        new Performer(nomad, "unique.platform.aws.instance-id", List.of(machines), Fence.open()),
        NOW);
  }

  private PoolFacts facts() {
    return facts(NOW);
  }

  private PoolFacts facts(Instant seen) {
    NodeProfile profile = NodeProfile.of(Resources.of(4_000, 8_000));
    return new PoolFacts(
        List.of(),
        Optional.of(new Template(profile, Room.of(profile), "test")),
        List.of(),
        List.of(GroupSight.of(machines.facts())),
        Optional.of(Duration.ofMinutes(1)),
        Bounds.NONE,
        List.of(),
        Pressure.NONE,
        new PoolFacts.Freshness(seen, seen, Optional.empty()),
        Optional.empty(),
        100);
  }

  private static final class Machines implements Target {
    private int desired;

    GroupFacts facts() {
      return new GroupFacts(
          "asg", desired, 0, 10, List.of(), List.of(), Optional.empty(), Optional.empty(), NOW);
    }

    @Override
    public String name() {
      return "asg";
    }

    @Override
    public Reading read() {
      return new Reading.Known(facts());
    }

    @Override
    public Outcome resize(int from, int to) {
      desired = to;
      return new Outcome.Done("");
    }

    @Override
    public Outcome end(String instance) {
      throw new AssertionError(instance + " is ended");
    }

    @Override
    public Outcome replace(String instance) {
      throw new AssertionError(instance + " is replaced");
    }

    @Override
    public Outcome claim(String who) {
      return new Outcome.Done("");
    }
  }
}
