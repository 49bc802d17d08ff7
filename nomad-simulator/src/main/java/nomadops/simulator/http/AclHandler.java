package nomadops.simulator.http;

import java.util.List;
import nomadops.simulator.acl.PolicyRules;
import nomadops.simulator.cluster.Refused;
import nomadops.simulator.json.Json;
import nomadops.simulator.state.State;
import nomadops.simulator.state.Table;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Policies and tokens, as far as tests make them: write a policy, create a token, ask who I am.
public final class AclHandler {
  private final Services services;
  private final Reads reads;

  AclHandler(Services services) {
    this.services = services;
    this.reads = new Reads(services);
  }

  Answer handle(Request request, String rest) {
    if (!services.acl()) {
      throw new Refused(400, "ACL support disabled");
    }
    if (rest.equals("token/self")) {
      return self(request);
    }
    if (rest.equals("bootstrap")) {
      throw new Refused(400, "ACL bootstrap already done (reset index: 1)");
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

  private Answer self(Request request) {
    request.only("GET");
    State state = reads.state(request, Table.ACL_TOKENS, s -> s.tableIndex(Table.ACL_TOKENS));
    ObjectNode token = state.aclTokens().get(request.token);
    if (token == null) {
      throw new Refused(403, request.token.isEmpty() ? "Permission denied" : "ACL token not found");
    }
    return reads.meta(request, Answer.json(token), token.path("ModifyIndex").asLong());
  }

  private Answer policy(Request request, String name) {
    JsonNode body = request.json();
    String rules = Json.text(body.path("Rules"));
    try {
      PolicyRules parsed = PolicyRules.parse(rules);
      if (parsed.grants().isEmpty()) {
        throw new Refused(400, "Invalid policy: no rules");
      }
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
                  txn.putToken(Json.text(token.path("SecretID")), token);
                  return token;
                });
    return Answer.json(row).index(row.path("ModifyIndex").asLong());
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
