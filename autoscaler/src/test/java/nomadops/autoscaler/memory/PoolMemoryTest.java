package nomadops.autoscaler.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import nomadops.autoscaler.SimulatedNomad;
import nomadops.autoscaler.memory.PoolMemory.Kept;
import nomadops.autoscaler.policy.pool.Backoff;
import nomadops.autoscaler.policy.pool.Cordon;
import nomadops.client.NomadClient;
import nomadops.runtime.pause.Pauses;
import nomadops.runtime.pause.Pauses.Pause;
import nomadops.simulator.NomadSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Memory that outlives the process, and is shared by replicas.
class PoolMemoryTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final String PREFIX = "nomad-ops/autoscaler";
  private static final Remembered SAMPLE =
      new Remembered(
          Map.of(
              "n1", new Cordon("n1", "i-1", "spot", NOW, Optional.empty()),
              "n2",
                  new Cordon(
                      "n2", "i-2", "spot", NOW.minusSeconds(60), Optional.of(NOW.plusMillis(5)))),
          Map.of("spot", new Backoff("a1", 2, NOW.plusSeconds(120), "no \"capacity\"")),
          Optional.of("{\"cpu\":4000}"));

  private final SimulatedNomad cluster = SimulatedNomad.start(0);
  private final NomadSimulator simulator = cluster.simulator();
  private final NomadClient nomad = cluster.client();

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void whatIsKeptIsRecalledByTheNextProcess() {
    assertThat(memory().recall()).isEqualTo(Remembered.NOTHING);
    assertThat(recalled(memory()).keep(SAMPLE)).isEqualTo(new Kept.Done());
    assertThat(memory().recall()).isEqualTo(SAMPLE);
  }

  @Test
  void whatIsKeptAlreadyIsNotWrittenAgain() {
    PoolMemory memory = recalled(memory());
    assertThat(memory.keep(SAMPLE)).isEqualTo(new Kept.Done());
    long index = simulator.state().index();

    assertThat(memory.keep(SAMPLE)).isEqualTo(new Kept.Done());
    assertThat(simulator.state().index()).isEqualTo(index);
  }

  @Test
  void ofTwoThatThinkTheyLeadTheSecondIsStopped() {
    PoolMemory one = recalled(memory());
    PoolMemory other = recalled(memory());
    assertThat(one.keep(SAMPLE)).isInstanceOf(Kept.Done.class);

    assertThat(other.keep(Remembered.NOTHING)).isInstanceOf(Kept.Overtaken.class);
    assertThat(memory().recall()).isEqualTo(SAMPLE);
    assertThat(recalled(other).keep(Remembered.NOTHING)).isInstanceOf(Kept.Done.class);
  }

  @Test
  void anUnreachableServerIsAFailureAndNothingElse() {
    PoolMemory memory = recalled(memory());
    simulator.loseLeader();

    assertThat(memory.keep(SAMPLE)).isInstanceOf(Kept.Failed.class);
    simulator.regainLeader();
    assertThat(memory.keep(SAMPLE)).isInstanceOf(Kept.Done.class);
  }

  @Test
  void moreThanAVariableHoldsIsRefusedAndNamesWhatToLower() {
    Map<String, Cordon> many = new HashMap<>();
    for (int i = 0; i < 1_000; i++) {
      String id = "00000000-0000-4000-8000-" + String.format("%012d", i);
      many.put(id, new Cordon(id, "i-" + i, "spot", NOW, Optional.empty()));
    }

    assertThat(recalled(memory()).keep(new Remembered(many, Map.of(), Optional.empty())))
        .isInstanceOfSatisfying(
            Kept.Failed.class,
            failed ->
                assertThat(failed.reason())
                    .contains("1000 nodes are closed at a time")
                    .contains("cordon-percent"));
  }

  @Test
  void whatSomebodyElseWroteThereIsNotOverwrittenButNamed() {
    var _ =
        nomad
            .variables()
            .write(
                "default",
                PREFIX + "/pools/batch",
                Map.of("state", "{\"version\":7}"),
                OptionalLong.empty());

    assertThatThrownBy(() -> memory().recall())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nomad-ops/autoscaler/pools/batch")
        .hasMessageContaining("version 7");
  }

  @Test
  void aPauseHoldsForEverybodyUntilItsEndOrIsEnded() {
    Pauses pauses = new Pauses(nomad, "default", PREFIX);
    assertThat(pauses.at(NOW)).isEmpty();
    Pause pause =
        pauses.pause("batch", "ada", "the upgrade", NOW, Optional.of(Duration.ofHours(1)));
    Pause all = pauses.pause(Pauses.ALL, "bob", "", NOW, Optional.empty());

    Pauses others = new Pauses(nomad, "default", PREFIX);
    assertThat(others.at(NOW)).containsOnly(Map.entry("batch", pause), Map.entry("all", all));
    assertThat(others.at(NOW.plusSeconds(3_601))).containsOnlyKeys("all");
    assertThat(pause)
        .hasToString("by ada at 2026-11-27T12:00:00Z, until 2026-11-27T13:00:00Z: the upgrade");
    assertThat(others.resume("all")).isTrue();
    assertThat(others.resume("all")).isFalse();
    assertThat(others.resume("batch")).isTrue();
    assertThat(pauses.at(NOW)).isEmpty();
  }

  @Test
  void aPauseThatCannotBeReadHolds() {
    var _ =
        nomad
            .variables()
            .write("default", PREFIX + "/paused", Map.of("batch", "stop it"), OptionalLong.empty());

    assertThat(new Pauses(nomad, "default", PREFIX).at(NOW)).containsOnlyKeys("batch");
  }

  private static PoolMemory recalled(PoolMemory memory) {
    Remembered _ = memory.recall();
    return memory;
  }

  private PoolMemory memory() {
    return new PoolMemory(nomad, "default", PREFIX, "batch");
  }
}
