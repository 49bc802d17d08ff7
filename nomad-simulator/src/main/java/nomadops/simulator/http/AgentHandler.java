package nomadops.simulator.http;

import nomadops.simulator.acl.Rights;
import nomadops.simulator.json.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The agent about itself, its peers and its region.
final class AgentHandler {
  private final Services services;

  AgentHandler(Services services) {
    this.services = services;
  }

  Answer self(Request request) {
    request.only("GET");
    Rights rights = services.rights(request);
    Access.require(rights.scope("agent", "read"));
    ObjectNode json = Json.template("agent-self.json");
    int port = services.port().get();
    ObjectNode config = json.withObject("config");
    config.put("NodeName", "sim1");
    config.withObject("ACL").put("Enabled", services.acl());
    config
        .withObject("AdvertiseAddrs")
        .put("HTTP", "127.0.0.1:" + port)
        .put("RPC", AgentFacts.rpc(services));
    config.withObject("Ports").put("HTTP", port).put("RPC", port + 1);
    config.withObject("Version").put("Version", services.version());
    config.withObject("Server").put("NumSchedulers", services.workerCount());
    ObjectNode member = json.withObject("member").put("Name", "sim1.global");
    member.withObject("Tags").put("build", services.version()).put("id", AgentFacts.SERVER_ID);
    ObjectNode stats = json.withObject("stats");
    boolean leader = services.leads();
    stats.withObject("nomad").put("leader", Boolean.toString(leader));
    stats.withObject("nomad").put("leader_addr", AgentFacts.leader(services));
    String index = Long.toString(services.store().current().index());
    ObjectNode raft = stats.withObject("raft");
    raft.put("state", leader ? "Leader" : "Follower")
        .put("applied_index", index)
        .put("commit_index", index);
    raft.put("last_log_index", index);
    return Answer.json(json);
  }

  Answer health(Request request) {
    request.only("GET");
    ObjectNode json = Json.object();
    json.putObject("client").put("message", "ok").put("ok", true);
    boolean leader = services.lane().hasLeader();
    json.putObject("server").put("message", leader ? "ok" : "No cluster leader").put("ok", leader);
    return Answer.json(json).status(leader ? 200 : 500);
  }

  Answer members(Request request) {
    request.only("GET");
    Access.require(services.rights(request).scope("node", "read"));
    ObjectNode json = Json.template("agent-members.json");
    json.put("ServerName", "sim1");
    if (json.path("Members").path(0) instanceof ObjectNode member) {
      member.put("Name", "sim1.global");
      member.withObject("Tags").put("port", Integer.toString(services.port().get() + 1));
      member.withObject("Tags").put("id", AgentFacts.SERVER_ID);
      member.withObject("Tags").put("build", services.version());
    }
    return Answer.json(json);
  }

  Answer leader(Request request) {
    request.only("GET");
    if (!services.lane().hasLeader()) {
      throw new nomadops.simulator.raft.NoLeader();
    }
    return Answer.json(JsonNodeFactory.instance.stringNode(AgentFacts.leader(services)));
  }

  Answer peers(Request request) {
    request.only("GET");
    ArrayNode all = Json.MAPPER.createArrayNode().add(AgentFacts.rpc(services));
    services.peers().all().forEach(peer -> all.add(peer.address()));
    return Answer.json(all);
  }

  Answer regions(Request request) {
    request.only("GET");
    return Answer.json(Json.MAPPER.createArrayNode().add("global"));
  }
}
