package nomadops.health.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import nomadops.health.scheduling.policy.Condemnations;
import nomadops.health.scheduling.policy.Outcome;
import nomadops.health.scheduling.policy.WedgePolicy;
import nomadops.health.scheduling.policy.WedgeTerms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The simulator is one server alone: leadership has nobody to go to, and it may never be
/// condemned.
@Timeout(60)
class WedgeWatchTest {
  private static final Outcome LATE = new Outcome.Late(Duration.ofSeconds(30), true, "late");
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  private final CanaryWorld world = CanaryWorld.healthy();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final CondemnedVariable record = new CondemnedVariable(world.nomad, "default");
  private final List<String> handedOver = new ArrayList<>();
  private Instant now = NOW;
  private final WedgeWatch watch =
      new WedgeWatch(
          new WedgePolicy("server-1", WedgeTerms.usual()),
          world.nomad,
          record,
          reason -> {
            handedOver.add(reason);
            return "asked";
          },
          new WedgeMeters(registry),
          () -> now);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aServerAloneIsLeftAlone() throws Exception {
    for (int i = 0; i < 60; i++) {
      now = now.plusSeconds(10);
      watch.looked(LATE);
    }
    assertThat(handedOver).isEmpty();
    assertThat(watch.condemned()).isEmpty();
    assertThat(registry.scrape())
        .contains("nomad_ops_health_wedge_held_total{guard=\"no-other\"} 48.0")
        .contains("nomad_ops_health_wedge_condemned 0.0");
    assertThat(record.read()).contains(Condemnations.NONE);
  }

  @Test
  void theRecordIsReadAsItWasWritten() throws Exception {
    Condemnations first = Condemnations.NONE.with("server-1.global", NOW, NOW.plusSeconds(600));
    assertThat(record.write(first)).isTrue();
    Condemnations read = record.read().orElseThrow();
    assertThat(read.current()).isEqualTo(first.current());
    assertThat(read.last()).isEqualTo(Map.of("server-1.global", NOW));
    assertThat(read.index()).isPositive();
  }

  @Test
  void onlyOneOfTwoWhoReadTheSameRecordWritesIt() throws Exception {
    Condemnations seen = record.read().orElseThrow();
    assertThat(record.write(seen.with("a", NOW, NOW))).isTrue();
    assertThat(record.write(seen.with("b", NOW, NOW))).isFalse();
    Condemnations again = record.read().orElseThrow();
    assertThat(record.write(again.with("c", NOW, NOW))).isTrue();
    assertThat(record.write(again.with("b", NOW, NOW))).isFalse();
    assertThat(record.read().orElseThrow().last()).containsOnlyKeys("a", "c");
  }

  @Test
  void whatIsNotOursIsNoRecordAndNoNews() throws Exception {
    world
        .nomad
        .variables()
        .write(
            "default",
            CondemnedVariable.PATH,
            Map.of("condemned", "a", "until", "tomorrow"),
            OptionalLong.empty());
    assertThat(record.read()).isEmpty();
    world.simulator.loseLeader();
    assertThat(record.read()).isEmpty();
    assertThat(record.write(Condemnations.NONE.with("a", NOW, NOW))).isFalse();
  }

  @Test
  void signsThatCannotBeReadAreEmpty() throws Exception {
    WedgeSigns signs = new WedgeSigns(world.nomad, record);
    assertThat(signs.read(LATE).broker()).isPresent();
    assertThat(signs.read(LATE).servers().orElseThrow().tolerance()).isZero();
    world.simulator.close();
    assertThat(signs.read(LATE).broker()).isEmpty();
    assertThat(signs.read(LATE).servers()).isEmpty();
    assertThat(signs.read(LATE).record()).isEqualTo(Optional.empty());
  }

  @Test
  void theMetersTellOfLooks() {
    CanaryMeters meters = new CanaryMeters(registry, () -> NOW);
    assertThat(registry.scrape()).contains("nomad_ops_health_canary_scheduling NaN");
    meters.looked(new Outcome.Scheduled(Duration.ofMillis(7)));
    assertThat(registry.scrape())
        .contains("nomad_ops_health_canary_duration_seconds_bucket{le=\"0.005\"} 0")
        .contains("nomad_ops_health_canary_duration_seconds_bucket{le=\"0.01\"} 1")
        .contains("nomad_ops_health_canary_duration_seconds_bucket{le=\"60.0\"} 1")
        .contains("nomad_ops_health_canary_last_success_timestamp_seconds 1.7957808E9")
        .contains("nomad_ops_health_canary_scheduling 1.0");
    meters.looked(LATE);
    assertThat(registry.scrape())
        .contains("nomad_ops_health_canary_looks_total{outcome=\"late\"} 1.0")
        .contains("nomad_ops_health_canary_scheduling 0.0");
    meters.notLeading();
    assertThat(registry.scrape()).contains("nomad_ops_health_canary_leading 0.0");
  }
}
