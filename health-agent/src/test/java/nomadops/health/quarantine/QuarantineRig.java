package nomadops.health.quarantine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.http.WireObserver;
import nomadops.client.model.Node;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.health.check.Health;
import nomadops.health.quarantine.effect.Outcome;
import nomadops.health.quarantine.effect.Performer;
import nomadops.health.quarantine.policy.Decision;
import nomadops.health.quarantine.policy.QuarantinePolicy;
import nomadops.health.quarantine.policy.QuarantineTerms;
import nomadops.health.quarantine.policy.facts.Ownership;
import nomadops.health.quarantine.policy.facts.Report;
import nomadops.health.quarantine.policy.facts.Verdict;
import nomadops.health.quarantine.record.Records;
import nomadops.health.quarantine.view.Exempt;
import nomadops.health.quarantine.view.FleetView;
import nomadops.health.quarantine.view.Touches;
import nomadops.runtime.leader.Fence;
import nomadops.runtime.pause.Pauses;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.journal.Effect;

/// A simulated cluster of ten clients that tell how they are, and controllers over it whose time is
/// the test's.
final class QuarantineRig implements AutoCloseable {
  static final Duration STEP = Duration.ofSeconds(30);

  /// Through hours; a report tells for three minutes.
  private static final Duration STRIDE = Duration.ofMinutes(2);

  final NomadSimulator nomad = NomadSimulator.start(SimulatorOptions.defaults().withNodes(0));
  final NomadClient client =
      NomadClient.connect(
          Connection.to(nomad.address().toString()).build().triedOnce(), WireObserver.NONE);
  final Records records = new Records(client, "default");
  final Pauses pauses = new Pauses(client, "default", "nomad-ops/health");
  final List<String> nodes = new ArrayList<>();
  final Map<String, Map<String, Verdict>> said = new HashMap<>();
  volatile Instant now = Instant.parse("2026-11-27T12:00:00Z");

  QuarantineRig() {
    for (int i = 0; i < 10; i++) {
      add("client-" + i, Map.of());
    }
  }

  String add(String name, Map<String, String> meta) {
    String node = nomad.state().addNode(name, Map.of(), meta);
    nodes.add(node);
    well(node);
    return node;
  }

  void sick(String node) {
    said.put(node, Map.of("docker", new Verdict(Health.FAIL, Set.of())));
  }

  void well(String node) {
    said.put(node, Map.of("docker", new Verdict(Health.OK, Set.of())));
  }

  void silent(String node) {
    said.remove(node);
  }

  /// One that has watched calmly for long.
  Controller controller(String name) throws InterruptedException {
    return controller(name, Fence.open(), false);
  }

  Controller controller(String name, Fence fence, boolean dryRun) throws InterruptedException {
    Controller controller = fresh(name, fence, dryRun);
    go(controller, Duration.ofMinutes(20), STRIDE);
    return controller;
  }

  Controller fresh(String name, Fence fence, boolean dryRun) {
    Touches touches = new Touches();
    Records own = new Records(client, "default");
    FleetView view =
        new FleetView(
            client,
            own,
            touches,
            pauses,
            new Exempt(List.of(), List.of()),
            this::reports,
            fence::mayAct,
            dryRun);
    return new Controller(
        view,
        new QuarantinePolicy(QuarantineTerms.usual()),
        new Performer(client, own, touches, fence, name, () -> now),
        STEP,
        List.of(),
        new Controller.Time(() -> now, Ticker.system(), Pause.system()));
  }

  private Map<String, Report> reports() {
    Map<String, Report> all = new HashMap<>();
    said.forEach((node, verdicts) -> all.put(node, new Report(verdicts, now)));
    return all;
  }

  /// All that was done on the way, holds and common causes left out.
  List<Turn.Deed> go(Controller controller, Duration forSo) throws InterruptedException {
    return go(controller, forSo, forSo.compareTo(Duration.ofHours(1)) < 0 ? STEP : STRIDE);
  }

  private List<Turn.Deed> go(Controller controller, Duration forSo, Duration step)
      throws InterruptedException {
    List<Turn.Deed> done = new ArrayList<>();
    for (Instant end = now.plus(forSo); now.isBefore(end); ) {
      now = now.plus(step);
      controller.turn();
      controller.last().orElseThrow().deeds().stream()
          .filter(deed ->
              !(deed.decision() instanceof Decision.Hold
                  || deed.decision() instanceof Decision.CommonCause))
          .forEach(done::add);
    }
    return done;
  }

  static List<String> words(List<Turn.Deed> deeds) {
    return deeds.stream()
        .map(deed ->
            deed.decision().getClass().getSimpleName()
                + (deed.outcome() instanceof Outcome.Done ? "" : " " + deed.outcome().word()))
        .toList();
  }

  Node node(String id) {
    return client.nodes().read(id).value().orElseThrow();
  }

  boolean takesWork(String id) {
    return node(id).schedulingEligibility().equals("eligible");
  }

  Optional<Ownership> record(String id) {
    return records.of(id).flatMap(Records.Kept::ownership);
  }

  /// Every change of eligibility that Nomad applied, whoever asked.
  List<Effect.NodeEligibility> changes() {
    return nomad.state().journal().effects().stream()
        .filter(Effect.NodeEligibility.class::isInstance)
        .map(Effect.NodeEligibility.class::cast)
        .toList();
  }

  @Override
  public void close() {
    client.close();
    nomad.close();
  }
}
