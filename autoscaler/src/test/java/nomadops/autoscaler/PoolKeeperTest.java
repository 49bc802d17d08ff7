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
import nomadops.client.connection.Connection;
import nomadops.runtime.leader.Fence;
import nomadops.simulator.NomadSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is done while Nomad keeps nothing, and what another process finds.
class PoolKeeperTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private final NomadSimulator simulator = NomadSimulator.start();
  private final NomadClient nomad =
      NomadClient.connect(
          Connection.fromEnvironment(Map.of("NOMAD_ADDR", simulator.address().toString())).build());
  private final Machines machines = new Machines();
  private PoolTerms terms = PoolTerms.usual("batch", 2, 10);

  @AfterEach
  void close() {
    nomad.close();
    simulator.close();
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
    keeper.recall(NOW);
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

  private PoolKeeper recalled() {
    PoolKeeper keeper =
        new PoolKeeper(
            terms,
            new PoolMemory(nomad, "default", "nomad-ops/autoscaler", "batch"),
            new SeasonMemory(nomad, "default", "nomad-ops/autoscaler", "batch"),
            new Performer(
                nomad, "unique.platform.aws.instance-id", List.of(machines), Fence.open()),
            NOW);
    keeper.recall(NOW);
    return keeper;
  }

  private PoolFacts facts() {
    NodeProfile profile = NodeProfile.of(Resources.of(4_000, 8_000));
    return new PoolFacts(
        List.of(),
        Optional.of(new Template(profile, Room.of(profile), "test")),
        List.of(),
        List.of(),
        List.of(GroupSight.of(machines.facts())),
        Optional.of(Duration.ofMinutes(1)),
        Bounds.NONE,
        List.of(),
        Pressure.NONE,
        new PoolFacts.Freshness(NOW, NOW, Optional.empty()),
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
