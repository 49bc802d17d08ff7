package nomadops.runtime.preflight;

import static nomadops.runtime.preflight.NomadWorld.NOW;
import static nomadops.runtime.preflight.NomadWorld.member;
import static nomadops.runtime.preflight.NomadWorld.the;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nomadops.client.model.AgentMember;
import nomadops.runtime.preflight.NomadFacts.Reached;
import nomadops.runtime.preflight.NomadFacts.Trouble;
import nomadops.runtime.preflight.NomadFacts.Unreached;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Each finding, once as it appears and once as it does not.
class NomadChecksTest {
  @Test
  void whereAllIsWellEverythingPasses() {
    assertThat(new NomadWorld().findings())
        .allMatch(each -> each instanceof Finding.Passed)
        .extracting(Finding::check)
        .contains(
            "address",
            "tls",
            "leader",
            "clock",
            "token",
            "rights",
            "version",
            "namespace",
            "region",
            "broker",
            "events");
  }

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void whoIsNotReachedIsAskedNoFurtherAndEachTroubleHasItsRemedy(Trouble trouble) {
    NomadWorld world = new NomadWorld();
    world.contact = new Unreached(trouble, "why");
    assertThat(world.findings()).hasSize(2);
    assertThat(world.findings().getFirst())
        .isInstanceOfSatisfying(
            Finding.Missing.class, missing -> assertThat(missing.remedy()).isNotBlank());
    assertThat(world.findings().getLast()).isInstanceOf(Finding.NotTold.class);
  }

  @Test
  void aCertificateThatEndsSoonIsDoubtfulAndWithoutTlsThereIsNone() {
    Optional<Instant> soon = Optional.of(NOW.plus(Duration.ofDays(3)));
    assertThat(the("tls", w -> w.certificate = soon)).isInstanceOf(Finding.Doubtful.class);
    NomadWorld plain = new NomadWorld();
    plain.certificate = Optional.empty();
    assertThat(plain.findings()).noneMatch(each -> each.check().equals("tls"));
  }

  @Test
  void withoutALeaderThatIsMissing() {
    assertThat(the("leader", w -> w.contact = new Reached(Optional.empty())))
        .isInstanceOf(Finding.Missing.class);
  }

  @Test
  void clocksThatDifferAreDoubtful() {
    assertThat(the("clock", w -> w.skew = Optional.of(Duration.ofSeconds(-40))).evidence())
        .isEqualTo("ours is 40 s behind");
    assertThat(the("clock", w -> w.skew = Optional.of(Duration.ofSeconds(11))).evidence())
        .isEqualTo("ours is 11 s ahead");
    assertThat(the("clock", w -> w.skew = Optional.empty())).isInstanceOf(Finding.NotTold.class);
  }

  @ParameterizedTest
  @CsvSource({
    "1.6.10, missing",
    "1.7.0, ok",
    "1.11.2+ent, ok",
    "2.0.5, ok",
    "2.1.0, doubtful",
    "'', ok"
  })
  void versionsFrom17To20AreKnown(String version, String word) {
    NomadWorld world = new NomadWorld();
    world.version = version;
    world.members = List.of(member(version, "alive"));
    assertThat(world.findings().stream().filter(f -> f.check().equals("version")))
        .singleElement()
        .satisfies(
            each -> assertThat(each.word()).isEqualTo(version.isEmpty() ? "not told" : word));
  }

  @Test
  void serversThatDifferAreDoubtfulAndOneThatLeftDoesNotCount() {
    List<AgentMember> differ = List.of(member("2.0.5", "alive"), member("1.11.3", "alive"));
    assertThat(the("version", w -> w.members = differ).evidence()).contains("servers differ");
    NomadWorld left = new NomadWorld();
    left.members = List.of(member("2.0.5", "alive"), member("1.6.0", "left"));
    assertThat(left.findings()).allMatch(each -> each instanceof Finding.Passed);
  }

  @Test
  void aRegionAndANamespaceHaveToExist() {
    assertThat(the("region", w -> w.region = Optional.of("mars")).evidence()).contains("global");
    assertThat(the("namespace", w -> w.namespaces = new Look.Seen<>(List.of("default"))))
        .isInstanceOf(Finding.Missing.class);
    assertThat(the("namespace", w -> w.namespaces = new Look.Forbidden<>("403")))
        .isInstanceOf(Finding.NotTold.class);
  }

  @Test
  void aBrokerThatIsPausedOrTakesNoJobsIsDoubtful() {
    assertThat(the("broker", w -> w.scheduler = "{\"PauseEvalBroker\":true}").evidence())
        .contains("paused");
    assertThat(the("broker", w -> w.scheduler = "{\"RejectJobRegistration\":true}").evidence())
        .contains("reject_job_registration");
    assertThat(the("broker", w -> w.scheduler = "")).isInstanceOf(Finding.NotTold.class);
  }

  @Test
  void aStreamThatEndsAtOnceIsDoubtful() {
    assertThat(the("events", w -> w.stream = new Look.Failed<>("ended")))
        .isInstanceOf(Finding.Doubtful.class);
    assertThat(the("events", w -> w.stream = new Look.Forbidden<>("403")))
        .isInstanceOf(Finding.Doubtful.class);
  }

  @Test
  void whoActsBesideTheLeaderNeedsAServer() {
    assertThat(the("leader", w -> w.server = false).evidence()).contains("is a client");
    assertThat(the("leader", w -> w.version = "")).isInstanceOf(Finding.NotTold.class);
  }
}
