package nomadops.runtime.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.client.events.Subscription;
import nomadops.client.events.Topic;
import nomadops.client.model.AgentMember;
import nomadops.client.model.AgentSelf;
import nomadops.client.model.Grants;
import nomadops.client.model.RawJson;
import nomadops.client.model.SchedulerConfiguration;
import nomadops.runtime.preflight.NomadFacts.Contact;
import nomadops.runtime.preflight.NomadFacts.Reached;
import nomadops.runtime.preflight.NomadFacts.Trouble;
import nomadops.runtime.preflight.NomadFacts.Unreached;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/// Each finding, once as it appears and once as it does not.
class NomadChecksTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final NomadTerms TERMS =
      new NomadTerms(
          "gc",
          List.of(
              Need.inNamespace("*", "nothing is found", "list-jobs"),
              Need.ofScope("operator", "read", "a pause is not seen").optional()),
          List.of("ci"),
          Optional.of(Subscription.to(Topic.JOB)),
          true,
          true);

  /// A Nomad where all is well; a test changes one thing.
  private static final class World {
    Contact contact = new Reached(Optional.of("10.0.0.1:4647"));
    boolean sent = true;
    Look<Optional<Grants.Self>> token = token(false, Optional.empty());
    Look<Grants> grants =
        grants(
            "{\"Namespaces\":[{\"Name\":\"*\",\"Capabilities\":[\"list-jobs\"]}],\"Operator\":{\"Policy\":\"read\"}}");
    Map<Want, Boolean> probed = Map.of();
    String version = "2.0.5";
    List<AgentMember> members = List.of(member("2.0.5", "alive"));
    boolean server = true;
    Look<List<String>> namespaces = new Look.Seen<>(List.of("default", "ci"));
    Optional<String> region = Optional.of("global");
    String scheduler = "{\"PauseEvalBroker\":false,\"RejectJobRegistration\":false}";
    Optional<Duration> skew = Optional.of(Duration.ofMillis(300));
    Optional<Instant> certificate = Optional.of(NOW.plus(Duration.ofDays(90)));
    Look<Boolean> stream = new Look.Seen<>(true);

    List<Finding> findings() {
      String self =
          "{\"config\":{\"Version\":{\"Version\":\"%s\"},\"Server\":{\"Enabled\":%s}},\"member\":{\"Name\":\"a.global\"}}"
              .formatted(version, server);
      return NomadChecks.of(
          TERMS,
          new NomadFacts(
              "https://nomad:4646",
              NOW,
              contact,
              sent,
              token,
              grants,
              probed,
              version.isEmpty()
                  ? new Look.Forbidden<>("no agent:read")
                  : new Look.Seen<>(AgentSelf.of(RawJson.of(self))),
              new Look.Seen<>(members),
              namespaces,
              region,
              new Look.Seen<>(List.of("global")),
              scheduler.isEmpty()
                  ? new Look.Forbidden<>("403")
                  : new Look.Seen<>(SchedulerConfiguration.of(RawJson.of(scheduler))),
              skew,
              certificate,
              Optional.of(stream)));
    }
  }

  private static Look<Optional<Grants.Self>> token(boolean management, Optional<Instant> end) {
    return new Look.Seen<>(Optional.of(new Grants.Self("abc", "gc", management, end)));
  }

  private static Look<Grants> grants(String rules) {
    return new Look.Seen<>(Grants.of(List.of(JsonMapper.builder().build().readTree(rules))));
  }

  private static AgentMember member(String build, String status) {
    return new AgentMember("a.global", status, Map.of("build", build));
  }

  private interface Change {
    void of(World world);
  }

  private static Finding the(String check, Change change) {
    World world = new World();
    change.of(world);
    return world.findings().stream()
        .filter(each -> each.check().equals(check))
        .filter(each -> !(each instanceof Finding.Passed))
        .findFirst()
        .orElseThrow(() -> new AssertionError(check + " is well: " + world.findings()));
  }

  @Test
  void whereAllIsWellEverythingPasses() {
    assertThat(new World().findings())
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
    World world = new World();
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
    World plain = new World();
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

  @Test
  void aTokenMayBeUnknownExpiredAbsentTooMuchOrShortOfLife() {
    assertThat(the("token", w -> w.token = new Look.Forbidden<>("403")).evidence())
        .contains("does not know it");
    assertThat(the("token", w -> w.token = new Look.Failed<>("500: ACL token expired")).evidence())
        .contains("has expired");
    Look<Optional<Grants.Self>> anonymous =
        new Look.Seen<>(Optional.of(new Grants.Self("anonymous", "", false, Optional.empty())));
    assertThat(
            the(
                "token",
                w -> {
                  w.token = anonymous;
                  w.sent = false;
                }))
        .isInstanceOf(Finding.Missing.class);
    assertThat(the("token", w -> w.token = token(true, Optional.empty())))
        .isInstanceOf(Finding.Doubtful.class);
    Optional<Instant> soon = Optional.of(NOW.plus(Duration.ofDays(2)));
    assertThat(the("token", w -> w.token = token(false, soon)).evidence()).contains("expires");
    World off = new World();
    off.token = new Look.Seen<>(Optional.empty());
    assertThat(off.findings()).allMatch(each -> each instanceof Finding.Passed);
  }

  @Test
  void aRightThatIsNeededIsMissingAndOneThatIsNotIsDoubtful() {
    Finding needed = the("rights", w -> w.grants = grants("{\"Operator\":{\"Policy\":\"read\"}}"));
    assertThat(needed).isInstanceOf(Finding.Missing.class);
    assertThat(needed.remedy())
        .contains("namespace \"*\" { capabilities = [\"list-jobs\"] }")
        .contains("nomad acl policy apply nomad-ops-gc gc.policy.hcl");
    Finding optional =
        the(
            "rights",
            w ->
                w.grants =
                    grants("{\"Namespaces\":[{\"Name\":\"*\",\"Capabilities\":[\"list-jobs\"]}]}"));
    assertThat(optional).isInstanceOf(Finding.Doubtful.class);
    assertThat(optional.evidence()).contains("a pause is not seen");
  }

  @Test
  void aBlockThatHidesTheWiderOneIsNamed() {
    Finding hidden =
        the(
            "rights",
            w ->
                w.grants =
                    grants(
                        "{\"Namespaces\":[{\"Name\":\"*\",\"Capabilities\":[\"list-jobs\"]},{\"Name\":\"ci\"}],\"Operator\":{\"Policy\":\"write\"}}"));
    assertThat(hidden.evidence())
        .contains("not in ci")
        .contains("namespace \"ci\"")
        .contains("hides")
        .doesNotContain("default");
    assertThat(hidden.remedy())
        .contains("namespace \"ci\" { capabilities = [\"list-jobs\"] }")
        .doesNotContain("\"*\"");
  }

  @Test
  void whereRightsCannotBeReadTheyAreAskedForOneByOne() {
    Want list = TERMS.needs().getFirst().want();
    Finding refused =
        the(
            "rights",
            w -> {
              w.grants = new Look.Forbidden<>("403");
              w.probed = Map.of(list, false);
            });
    assertThat(refused).isInstanceOf(Finding.Missing.class);
    Finding untold =
        the(
            "rights",
            w -> {
              w.grants = new Look.Forbidden<>("403");
              w.probed = Map.of(list, true);
            });
    assertThat(untold).isInstanceOf(Finding.NotTold.class);
    assertThat(untold.subject()).isEqualTo("operator:read");
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
    World world = new World();
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
    World left = new World();
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
