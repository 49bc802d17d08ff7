package nomadops.simulator.http;

import java.util.Optional;
import nomadops.simulator.cluster.Refused;
import nomadops.simulator.json.Json;
import nomadops.simulator.raft.NoLeader;
import nomadops.simulator.raft.Peers.Peer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The servers as Raft and autopilot know them, and who leads.
final class ServersHandler {
  private final Services services;

  ServersHandler(Services services) {
    this.services = services;
  }

  /// Not even operator:read may see it.
  Answer raftConfiguration(Request request) {
    request.only("GET");
    Access.require(services.rights(request).management());
    ObjectNode json = Json.object();
    ArrayNode servers = json.putArray("Servers");
    raft(servers.addObject(), own(), services.leads());
    Optional<Peer> leader = services.peers().leader();
    services
        .peers()
        .all()
        .forEach(peer ->
            raft(
                servers.addObject(), peer, hasLeader() && leader.filter(peer::equals).isPresent()));
    return Answer.json(json.put("Index", 0));
  }

  private static void raft(ObjectNode json, Peer server, boolean leads) {
    json.put("ID", server.id()).put("Node", server.name()).put("Address", server.address());
    json.put("Leader", leads).put("Voter", server.voter()).put("RaftProtocol", "3");
  }

  /// Asks the leader, and answers 429 when not everything is well.
  Answer autopilotHealth(Request request) {
    request.only("GET");
    Access.require(services.rights(request).scope("operator", "read"));
    if (!hasLeader()) {
      throw new NoLeader();
    }
    String leader = services.peers().leader().map(Peer::id).orElse(AgentFacts.SERVER_ID);
    boolean healthy = services.peers().all().stream().allMatch(Peer::healthy);
    ObjectNode json = Json.object();
    long voters = 1 + services.peers().all().stream().filter(Peer::voter).count();
    long well =
        1 + services.peers().all().stream().filter(peer -> peer.voter() && peer.healthy()).count();
    json.put("FailureTolerance", Math.max(0, well - (voters / 2 + 1)))
        .put("Healthy", healthy)
        .put("Leader", leader);
    ArrayNode servers = json.putArray("Servers");
    ArrayNode votes = json.putArray("Voters");
    health(servers.addObject(), own(), leader);
    votes.add(AgentFacts.SERVER_ID);
    for (Peer peer : services.peers().all()) {
      health(servers.addObject(), peer, leader);
      if (peer.voter()) {
        votes.add(peer.id());
      }
    }
    return Answer.json(json).status(healthy ? 200 : 429);
  }

  private void health(ObjectNode json, Peer server, String leader) {
    boolean leads = server.id().equals(leader);
    json.put("LastContact", leads ? "0s" : "12.5ms").put("ID", server.id());
    json.put("Name", server.name()).put("Address", server.address());
    json.put("SerfStatus", server.healthy() ? "alive" : "failed");
    json.put("Version", services.version()).put("Leader", leads).put("LastTerm", 2);
    json.put("LastIndex", services.store().current().index() - server.behind());
    json.put("Healthy", server.healthy()).put("Voter", server.voter());
    json.put("StableSince", "2026-01-01T00:00:00Z");
  }

  Answer transferLeadership(Request request) {
    request.only("PUT", "POST");
    String id = requested(request);
    Access.require(services.rights(request).management());
    if (!hasLeader()) {
      throw new NoLeader();
    }
    Peer from = services.peers().leader().orElseGet(this::own);
    Peer to =
        own().id().equals(id)
            ? own()
            : services
                .peers()
                .find(id)
                .orElseThrow(() ->
                    new Refused(400, "id \"" + id + "\" was not found in the Raft configuration"));
    services.peers().lead(to.id());
    ObjectNode json = Json.object().putNull("Err");
    json.putObject("From").put("Address", from.address()).put("ID", from.id());
    json.put("Noop", from.id().equals(to.id()));
    json.putObject("To").put("Address", to.address()).put("ID", to.id());
    return Answer.json(json);
  }

  private static String requested(Request request) {
    if (!request.has("id")) {
      throw new Refused(400, "must specify id or address");
    }
    String id = request.get("id");
    if (id.isEmpty()) {
      throw new Refused(400, "id must be non-empty");
    }
    if (id.length() != AgentFacts.SERVER_ID.length()) {
      throw new Refused(400, "id must be a uuid: uuid string is wrong length");
    }
    return id;
  }

  private Peer own() {
    return new Peer(AgentFacts.SERVER_ID, "sim1.global", AgentFacts.rpc(services), true, true, 0);
  }

  private boolean hasLeader() {
    return services.lane().hasLeader();
  }
}
