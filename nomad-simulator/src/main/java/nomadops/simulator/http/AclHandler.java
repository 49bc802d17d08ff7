package nomadops.simulator.http;

import java.util.List;
import nomadops.simulator.acl.PolicyRules;
import nomadops.simulator.acl.Rights;
import nomadops.simulator.acl.RulesJson;
import nomadops.simulator.cluster.Refused;
import nomadops.simulator.json.GoDuration;
import nomadops.simulator.json.Json;
import nomadops.simulator.state.State;
import nomadops.simulator.state.Table;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Policies and tokens, as far as tests make them: write a policy, create a token, ask who I am and
/// what my policies say.
public final class AclHandler {
  private final Services services;
  private final Reads reads;

  AclHandler(Services services) {
    this.services = services;
    this.reads = new Reads(services);
  }

  Answer handle(Request request, String rest) {
    if (!services.acl() && rest.equals("token/self")) {
      request.only("GET");
      return reads.meta(request, Answer.json(off()), 0);
    }
    if (!services.acl()) {
      throw new Refused(400, "ACL support disabled");
    }
    if (rest.equals("token/self")) {
      return self(request);
    }
    if (rest.equals("bootstrap")) {
      throw new Refused(400, "ACL bootstrap already done (reset index: 1)");
    }
    if (rest.equals("policies") && !request.write()) {
      return policies(request);
    }
    if (rest.startsWith("policy/") && request.method.equals("GET")) {
      return readPolicy(request, rest.substring("policy/".length()));
    }
    Access.require(services.rights(request).management());
    if (rest.startsWith("policy/") && request.write()) {
      return policy(request, rest.substring("policy/".length()));
    }
    if (rest.equals("token") && request.write()) {
      return token(request);
    }
    throw new Refused(404, "not simulated: /v1/acl/" + rest);
  }

  /// Whoever asks who they are where ACLs are off.
  private static ObjectNode off() {
    ObjectNode token = Json.object();
    token.put("AccessorID", "acls-disabled").put("SecretID", "");
    token.put("Name", "ACLs disabled token").put("Type", "client");
    token.putNull("Policies").putNull("Roles").put("Global", false).putNull("Hash");
    token.put("CreateTime", "0001-01-01T00:00:00Z").putNull("ExpirationTime");
    return token.put("CreateIndex", 0).put("ModifyIndex", 0);
  }

  private Answer self(Request request) {
    request.only("GET");
    State state = reads.state(request, Table.ACL_TOKENS, s -> s.tableIndex(Table.ACL_TOKENS));
    ObjectNode token = state.aclTokens().get(request.token);
    if (token != null && Rights.expired(token, services.clock().instant())) {
      throw new Refused(500, "ACL token expired");
    }
    Access.require(services.rights(request).known());
    if (token == null) {
      token =
          token(
              "anonymous",
              "",
              "Anonymous Token",
              "client",
              List.of("anonymous"),
              "0001-01-01T00:00:00Z",
              0);
    }
    return reads.meta(request, Answer.json(token), token.path("ModifyIndex").asLong());
  }

  /// Those of the token; a management token sees all.
  private Answer policies(Request request) {
    Rights rights = services.rights(request);
    Access.require(rights.known());
    State state = reads.state(request, Table.ACL_POLICIES, s -> s.tableIndex(Table.ACL_POLICIES));
    List<ObjectNode> rows =
        State.values(state.aclPolicies())
            .filter(
                row -> rights.management() || owned(state, request, Json.text(row.path("Name"))))
            .map(row -> row.deepCopy().without("Rules"))
            .map(ObjectNode.class::cast)
            .toList();
    return reads.meta(request, Answer.rows(rows), state.tableIndex(Table.ACL_POLICIES));
  }

  private static boolean owned(State state, Request request, String policy) {
    ObjectNode token = state.aclTokens().get(request.token);
    return token != null
        && token.path("Policies").valueStream().anyMatch(p -> p.asString("").equals(policy));
  }

  private Answer readPolicy(Request request, String name) {
    Rights rights = services.rights(request);
    Access.require(rights.known());
    State state = reads.state(request, Table.ACL_POLICIES, s -> s.tableIndex(Table.ACL_POLICIES));
    Access.require(rights.management() || name.equals("anonymous") || owned(state, request, name));
    ObjectNode row = state.aclPolicies().get(name);
    if (row == null) {
      return reads.meta(
          request, Answer.text(404, "ACL policy not found"), state.tableIndex(Table.ACL_POLICIES));
    }
    ObjectNode json = row.deepCopy();
    json.set("RulesJSON", RulesJson.of(Json.text(row.path("Rules"))));
    return reads.meta(request, Answer.json(json), row.path("ModifyIndex").asLong());
  }

  private Answer policy(Request request, String name) {
    JsonNode body = request.json();
    String rules = Json.text(body.path("Rules"));
    try {
      PolicyRules.parse(rules);
    } catch (IllegalArgumentException e) {
      throw new Refused(400, "" + e.getMessage());
    }
    long index =
        services
            .lane()
            .write(
                "",
                txn -> {
                  ObjectNode row = Json.object();
                  row.put("Name", name)
                      .put("Description", Json.text(body.path("Description")))
                      .put("Rules", rules);
                  txn.putPolicy(
                      name, row.put("CreateIndex", txn.index()).put("ModifyIndex", txn.index()));
                  return txn.index();
                });
    return Answer.empty(200).index(index);
  }

  private Answer token(Request request) {
    JsonNode body = request.json();
    ObjectNode row =
        services
            .lane()
            .write(
                "",
                txn -> {
                  ObjectNode token =
                      token(
                          services.ids().get(),
                          services.ids().get(),
                          Json.text(body.path("Name")),
                          Json.text(body.path("Type")),
                          body.path("Policies").valueStream().map(p -> p.asString("")).toList(),
                          Json.time(txn.now()),
                          txn.index());
                  expiring(token, Json.text(body.path("ExpirationTTL")), txn.now());
                  txn.putToken(Json.text(token.path("SecretID")), token);
                  return token;
                });
    return Answer.json(row).index(row.path("ModifyIndex").asLong());
  }

  private static void expiring(ObjectNode token, String ttl, long now) {
    if (!ttl.isEmpty()) {
      token.put("ExpirationTTL", ttl);
      token.put("ExpirationTime", Json.time(now + GoDuration.parse(ttl)));
    }
  }

  /// A token as the API shows it.
  public static ObjectNode token(
      String accessor,
      String secret,
      String name,
      String type,
      @Nullable List<String> policies,
      String createTime,
      long index) {
    ObjectNode json = Json.object();
    json.put("ExpirationTTL", "")
        .put("AccessorID", accessor)
        .put("SecretID", secret)
        .put("Name", name);
    json.put("Type", type);
    if (policies == null || policies.isEmpty()) {
      json.putNull("Policies");
    } else {
      var array = json.putArray("Policies");
      policies.forEach(array::add);
    }
    json.putNull("Roles")
        .put("Global", false)
        .put("Hash", "NLpzqvm0PnHUy2/WSAO9aCrxWmtzfm1r74WldWLZ2zM=");
    json.put("CreateTime", createTime).putNull("ExpirationTime");
    return json.put("CreateIndex", index).put("ModifyIndex", index);
  }
}
