package nomadops.autoscaler.effect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import nomadops.autoscaler.SimulatedNomad;
import nomadops.autoscaler.facts.GroupFacts;
import nomadops.autoscaler.policy.pool.GroupSight;
import nomadops.autoscaler.policy.pool.Move;
import nomadops.autoscaler.target.Target;
import nomadops.autoscaler.target.Target.Outcome;
import nomadops.client.NomadClient;
import nomadops.runtime.leader.Fence;
import nomadops.runtime.leader.Permit;
import nomadops.simulator.NomadSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Moves on a simulated Nomad: what is done, and what is refused at the last look.
class PerformerTest {
  private static final String ATTRIBUTE = "unique.platform.aws.instance-id";

  private final SimulatedNomad cluster = SimulatedNomad.start(0);
  private final NomadSimulator simulator = cluster.simulator();
  private final NomadClient nomad = cluster.client();
  private final Group group = new Group();
  private final Performer performer = new Performer(nomad, ATTRIBUTE, List.of(group), Fence.open());

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void aClosedAndEmptyNodeEnds() throws InterruptedException {
    String node = node("i-1");
    assertThat(performer.perform(cordon(node))).isInstanceOf(Outcome.Done.class);
    assertThat(eligibility(node)).isEqualTo("ineligible");

    assertThat(performer.perform(end(node, "i-1"))).isInstanceOf(Outcome.Done.class);
    assertThat(group.ended).containsExactly("i-1");
  }

  @Test
  void aNodeWithWorkDoesNotEndHoweverSurePolicyWas() throws Exception {
    String node = node("i-1");
    simulator.state().register(job("batch"));
    await(() -> simulator.state().jobs("running") == 1);
    var _ = performer.perform(cordon(node));

    assertThat(performer.perform(end(node, "i-1")))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.reason()).startsWith("1 allocations are on it: "));
    assertThat(group.ended).isEmpty();
  }

  @Test
  void systemJobsGoWithTheirNode() throws Exception {
    String node = node("i-1");
    simulator.state().register(job("system"));
    await(() -> simulator.state().jobs("running") == 1);
    var _ = performer.perform(cordon(node));

    assertThat(performer.perform(end(node, "i-1"))).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void aNodeThatIsOpenOrIsAnotherMachineDoesNotEnd() throws InterruptedException {
    String node = node("i-1");
    assertThat(performer.perform(end(node, "i-1")).reason()).isEqualTo("somebody has opened it");
    var _ = performer.perform(cordon(node));
    assertThat(performer.perform(end(node, "i-2")).reason())
        .isEqualTo("the node says it is machine \"i-1\", not i-2");
    assertThat(group.ended).isEmpty();
  }

  @Test
  void aNodeThatSomebodyDrainsDoesNotEnd() throws Exception {
    String node = node("i-1");
    simulator.state().register(job("batch"));
    await(() -> simulator.state().jobs("running") == 1);
    var _ = performer.perform(cordon(node));
    var _ = nomad.nodes().drain(node, Duration.ofHours(1), true, Map.of());

    assertThat(performer.perform(end(node, "i-1")).reason()).contains("drains it");
    assertThat(performer.perform(new Move.Uncordon(node, "n", "")))
        .isEqualTo(new Outcome.Already("somebody drains it"));
    assertThat(group.ended).isEmpty();
  }

  @Test
  void aNodeThatSomebodyClosedIsNotOurs() throws InterruptedException {
    String node = node("i-1");
    var _ = nomad.nodes().eligibility(node, false);

    assertThat(performer.perform(cordon(node)))
        .isEqualTo(new Outcome.Refused("somebody has closed it already"));
  }

  @Test
  void aNodeWhoseMachineIsGoneIsPurgedOnceItIsDown() throws Exception {
    String node = node("i-1");
    var _ = performer.perform(cordon(node));
    Move purge = new Move.Purge(node, "n", "i-1", "");
    assertThat(performer.perform(purge)).isEqualTo(new Outcome.Later("the node is ready still"));

    simulator.state().nodeStatus(node, "down");
    await(() -> nomad.nodes().read(node).value().orElseThrow().status().equals("down"));
    assertThat(performer.perform(new Move.Purge(node, "n", "i-2", "")).reason())
        .isEqualTo("the node says it is machine \"i-1\", not i-2");
    assertThat(performer.perform(purge)).isEqualTo(new Outcome.Done("purged"));
    assertThat(nomad.nodes().read(node).value()).isEmpty();
    assertThat(performer.perform(purge)).isInstanceOf(Outcome.Already.class);
  }

  @Test
  void openingLetsItTakeWorkAgain() throws InterruptedException {
    String node = node("i-1");
    var _ = performer.perform(cordon(node));
    Move open = new Move.Uncordon(node, "n", "");
    assertThat(performer.perform(open)).isInstanceOf(Outcome.Done.class);
    assertThat(eligibility(node)).isEqualTo("eligible");
  }

  @Test
  void withoutLeadershipNothingIsDone() throws InterruptedException {
    String node = node("i-1");
    Performer follower =
        new Performer(nomad, ATTRIBUTE, List.of(group), Fence.closed("another leads"));

    for (Move move :
        List.of(
            cordon(node),
            end(node, "i-1"),
            new Move.Launch("asg", 0, 3, ""),
            new Move.Replace("i-1", "asg", ""))) {
      assertThat(follower.perform(move))
          .isEqualTo(new Outcome.Refused("not the leader: another leads"));
    }
    assertThat(eligibility(node)).isEqualTo("eligible");
    assertThat(group.ended).isEmpty();
    assertThat(group.desired).isZero();
  }

  @Test
  void leadershipThatIsLostDuringTheLookStopsTheDeed() throws InterruptedException {
    String open = node("i-1");
    String closed = node("i-2");
    var _ = performer.perform(cordon(closed));

    for (Move move :
        List.of(cordon(open), end(closed, "i-2"), new Move.Uncordon(closed, "n", ""))) {
      AtomicInteger asked = new AtomicInteger();
      Performer losing =
          new Performer(
              nomad,
              ATTRIBUTE,
              List.of(group),
              () ->
                  asked.getAndIncrement() == 0
                      ? new Permit.Granted(Duration.ofSeconds(1))
                      : new Permit.Refused("leadership was not renewed in time"));
      assertThat(losing.perform(move))
          .isEqualTo(new Outcome.Refused("not the leader: leadership was not renewed in time"));
    }
    assertThat(eligibility(open)).isEqualTo("eligible");
    assertThat(eligibility(closed)).isEqualTo("ineligible");
    assertThat(group.ended).isEmpty();
  }

  @Test
  void anUnreachableNomadIsForLater() throws InterruptedException {
    String node = node("i-1");
    var _ = performer.perform(cordon(node));
    simulator.loseLeader();

    assertThat(performer.perform(end(node, "i-1"))).isInstanceOf(Outcome.Later.class);
    assertThat(group.ended).isEmpty();
  }

  @Test
  void aGroupIsClaimedOnceAndOnlyByTheLeader() throws InterruptedException {
    try (Groups follower = new Groups(List.of(group), "us", Fence.closed("another leads"))) {
      assertThat(follower.read()).singleElement().matches(GroupSight::usable);
      assertThat(group.owner).isEmpty();
    }
    try (Groups leader = new Groups(List.of(group), "us", Fence.open());
        Groups other = new Groups(List.of(group), "them", Fence.open())) {
      assertThat(leader.read()).singleElement().matches(GroupSight::usable);
      assertThat(group.owner).contains("us");
      assertThat(other.read())
          .singleElement()
          .satisfies(sight ->
              assertThat(sight.trouble()).contains("it is scaled by \"us\", not by \"them\""));
    }
  }

  private String node(String instance) {
    return simulator.state().addNode("n-" + instance, Map.of(ATTRIBUTE, instance), Map.of());
  }

  private String eligibility(String node) {
    return nomad.nodes().read(node).value().orElseThrow().schedulingEligibility();
  }

  private static Move cordon(String node) {
    return new Move.Cordon(node, "n", "i-1", "asg", "");
  }

  private static Move end(String node, String instance) {
    return new Move.End(node, "n", instance, "asg", "");
  }

  private static String job(String type) {
    return """
    {"Job":{"ID":"work","Type":"%s","TaskGroups":[{"Name":"g","Count":1,"Tasks":[{"Name":"t",\
    "Driver":"mock_driver","Config":{"run_for":"1h"},"Resources":{"CPU":20,"MemoryMB":16}}]}]}}\
    """
        .formatted(type);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 600 && !condition.getAsBoolean(); i++) {
      Thread.sleep(50);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  /// A group that does what it is told.
  private static final class Group implements Target {
    private final List<String> ended = new ArrayList<>();
    private int desired;
    private Optional<String> owner = Optional.empty();

    @Override
    public String name() {
      return "asg";
    }

    @Override
    public Reading read() {
      return new Reading.Known(
          new GroupFacts(
              "asg", desired, 0, 10, List.of(), List.of(), Optional.empty(), owner, Instant.EPOCH));
    }

    @Override
    public Outcome resize(int from, int to) {
      desired = to;
      return new Outcome.Done("");
    }

    @Override
    public Outcome end(String instance) {
      ended.add(instance);
      return new Outcome.Done("");
    }

    @Override
    public Outcome replace(String instance) {
      ended.add(instance);
      return new Outcome.Done("");
    }

    @Override
    public Outcome claim(String who) {
      owner = Optional.of(who);
      return new Outcome.Done("");
    }
  }
}
