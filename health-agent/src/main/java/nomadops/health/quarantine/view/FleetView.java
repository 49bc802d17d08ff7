package nomadops.health.quarantine.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import nomadops.client.Answer;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.ResponseMeta;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.Node;
import nomadops.client.model.NodeStub;
import nomadops.health.quarantine.policy.facts.ClusterFacts;
import nomadops.health.quarantine.policy.facts.NodeFacts;
import nomadops.health.quarantine.policy.facts.Ownership;
import nomadops.health.quarantine.policy.facts.Report;
import nomadops.health.quarantine.record.Records;
import nomadops.health.quarantine.record.Records.Kept;
import nomadops.runtime.pause.Pauses;

/// Reads the cluster off the leader: the clients, then the records of them, then whoever there is a
/// record of once more and whole. In this order a record is never older than its client, so a write
/// of ours that the client does not show yet is known as such. For one thread.
///
/// | what | from |
/// |---|---|
/// | clients | `/v1/nodes`, consistent |
/// | who is never to be quarantined | the same with `filter=Meta["nomad-ops.quarantine"] == "never"`, as rows have no meta |
/// | records, pauses | `/v1/vars` |
/// | leader and versions | `/v1/status/leader`, `/v1/agent/members` |
public final class FleetView {
  /// A client's meta that says whether it may be quarantined; `never` is the one word that counts.
  public static final String OVERRIDE = "nomad-ops.quarantine";

  private static final Read NEVER =
      Read.defaults().withFilter("Meta[\"%s\"] == \"never\"".formatted(OVERRIDE));

  private final NomadClient nomad;
  private final Records records;
  private final Pauses pauses;
  private final Exempt exempt;
  private final Supplier<Map<String, Report>> reports;
  private final BooleanSupplier acts;
  private final boolean dryRun;
  private final ServerWatch servers = new ServerWatch();
  private final Touches touches;
  private final Map<String, Node> whole = new HashMap<>();
  private Reading last;

  /// @param reports the last that was heard of each client
  /// @param acts whether this controller is the one that acts
  public FleetView(
      NomadClient nomad,
      Records records,
      Touches touches,
      Pauses pauses,
      Exempt exempt,
      Supplier<Map<String, Report>> reports,
      BooleanSupplier acts,
      boolean dryRun) {
    this.nomad = nomad;
    this.records = records;
    this.touches = touches;
    this.pauses = pauses;
    this.exempt = exempt;
    this.reports = reports;
    this.acts = acts;
    this.dryRun = dryRun;
    this.last =
        new Reading(
            new ClusterFacts(
                List.of(), Optional.empty(), Optional.empty(), false, Optional.empty(), dryRun),
            Map.of(),
            Optional.of("not read yet"));
  }

  /// Reads everything. What cannot be read is no fault here: the facts are as they were then, with
  /// the reports of now, and not fresh.
  public Reading look(Instant now) throws InterruptedException {
    try {
      last = read(now);
    } catch (NomadFault fault) {
      fault.throwIfInterrupted();
      if (fault.isNoLeader()) {
        servers.leaderless();
      }
      last = again(last, "" + fault.getMessage());
    }
    return last;
  }

  private Reading read(Instant now) {
    Answer<List<NodeStub>> list = nomad.nodes().list(Read.defaults());
    Set<String> never =
        nomad.nodes().list(NEVER).value().stream()
            .map(NodeStub::id)
            .collect(Collectors.toUnmodifiableSet());
    Map<String, Kept> kept = records.all();
    servers.saw(nomad.status().leader(), nomad.agent().members(), now);
    Optional<Instant> frozen =
        Optional.ofNullable(pauses.at(now).get(Pauses.ALL))
            .map(pause -> pause.until().orElse(Instant.MAX));
    Map<String, Report> heard = reports.get();
    List<NodeFacts> nodes = new ArrayList<>();
    for (NodeStub stub : list.value()) {
      Optional<Kept> record = Optional.ofNullable(kept.get(stub.id()));
      NodeFacts plain = facts(stub, heard, record, never);
      (record.isPresent() ? wholly(plain, stub) : Optional.of(plain)).ifPresent(nodes::add);
    }
    whole.keySet().retainAll(kept.keySet());
    touches.keep(kept.keySet());
    return new Reading(
        new ClusterFacts(
            nodes, leaderSince(), servers.changedAt(), isFresh(list.meta()), frozen, dryRun),
        kept,
        Optional.empty());
  }

  private Reading again(Reading before, String why) {
    Map<String, Report> heard = reports.get();
    List<NodeFacts> nodes =
        before.facts().nodes().stream()
            .map(node -> node.heard(Optional.ofNullable(heard.get(node.id()))))
            .toList();
    return new Reading(
        new ClusterFacts(
            nodes,
            leaderSince(),
            servers.changedAt(),
            false,
            before.facts().frozenUntil(),
            before.facts().dryRun()),
        before.records(),
        Optional.of(why));
  }

  private Optional<Instant> leaderSince() {
    return acts.getAsBoolean() ? servers.leaderSince() : Optional.empty();
  }

  /// A server that was cut off would answer a consistent read with a fault; this is belt and
  /// braces.
  private static boolean isFresh(ResponseMeta meta) {
    return meta.knownLeader().orElse(true) && meta.lastContact().orElse(Duration.ZERO).isZero();
  }

  private NodeFacts facts(
      NodeStub stub, Map<String, Report> heard, Optional<Kept> record, Set<String> never) {
    Optional<Ownership> ownership = record.flatMap(Kept::ownership);
    // A record that we cannot read is somebody's: its client is let alone.
    boolean theirs = record.isPresent() && ownership.isEmpty();
    return new NodeFacts(
        stub.id(),
        stub.name(),
        stub.nodePool(),
        stub.nodeClass(),
        stub.datacenter(),
        stub.status().equals("ready"),
        stub.schedulingEligibility().equals("eligible"),
        stub.drain(),
        stub.modifyIndex(),
        Optional.ofNullable(heard.get(stub.id())),
        ownership,
        never.contains(stub.id()),
        theirs || exempt.covers(stub));
  }

  /// The same with the index of the last change of its eligibility or drain, as of a read that is
  /// not older than its record; empty when the client is gone meanwhile.
  private Optional<NodeFacts> wholly(NodeFacts plain, NodeStub stub) {
    Node known = whole.get(stub.id());
    if (known == null || known.modifyIndex() != stub.modifyIndex()) {
      Optional<Node> read = nomad.nodes().read(stub.id()).value();
      if (read.isEmpty()) {
        return Optional.empty();
      }
      known = read.get();
      whole.put(stub.id(), known);
    }
    return Optional.of(
        plain.shown(
            known.status().equals("ready"),
            known.schedulingEligibility().equals("eligible"),
            known.drain(),
            touches.of(known)));
  }
}
