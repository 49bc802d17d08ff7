package nomadops.runtime.preflight;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import nomadops.client.events.Subscription;
import nomadops.client.events.Topic;
import nomadops.client.model.AgentMember;
import nomadops.client.model.AgentSelf;
import nomadops.client.model.Grants;
import nomadops.client.model.RawJson;
import nomadops.client.model.SchedulerConfiguration;
import nomadops.runtime.preflight.NomadFacts.Contact;
import nomadops.runtime.preflight.NomadFacts.Reached;
import tools.jackson.databind.json.JsonMapper;

/// A Nomad where all is well; a test changes one thing.
final class NomadWorld {
  static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  static final NomadTerms TERMS =
      new NomadTerms(
          "gc",
          List.of(
              Need.inNamespace("*", "nothing is found", "list-jobs"),
              Need.ofScope("operator", "read", "a pause is not seen").optional()),
          List.of("ci"),
          Optional.of(Subscription.to(Topic.JOB)),
          true,
          true);

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

  /// The finding of that check that is not well, after one change.
  static Finding the(String check, Consumer<NomadWorld> change) {
    NomadWorld world = new NomadWorld();
    change.accept(world);
    return world.findings().stream()
        .filter(each -> each.check().equals(check))
        .filter(each -> !(each instanceof Finding.Passed))
        .findFirst()
        .orElseThrow(() -> new AssertionError(check + " is well: " + world.findings()));
  }

  static Look<Optional<Grants.Self>> token(boolean management, Optional<Instant> end) {
    return new Look.Seen<>(Optional.of(new Grants.Self("abc", "gc", management, end)));
  }

  static Look<Grants> grants(String rules) {
    return new Look.Seen<>(Grants.of(List.of(JsonMapper.builder().build().readTree(rules))));
  }

  static AgentMember member(String build, String status) {
    return new AgentMember("a.global", status, Map.of("build", build));
  }
}
