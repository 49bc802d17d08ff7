package nomadops.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.Grants;
import nomadops.client.model.NomadJson;
import tools.jackson.databind.JsonNode;

/// What a token is, and what its policies say: `/v1/acl/...`. Every token may ask this about itself
/// (1.4 to 2.0.5).
public final class Acl {
  /// The accessor that stands for "ACLs are off".
  private static final String ACLS_OFF = "acls-disabled";

  private final Calls calls;

  Acl(Calls calls) {
    this.calls = calls;
  }

  /// The token that is sent; without one, the anonymous. Empty when ACLs are off: Nomad then
  /// answers with a token that is called so (2.0.5), or 400 (older ones).
  ///
  /// @throws NomadFault.Answered 403 for one that nobody knows; 500 `ACL token expired` (2.0.5)
  public Optional<Grants.Self> self() {
    try {
      return Optional.of(
              calls.send(calls.get("acl.self", "v1", "acl", "token", "self"), Acl::self).value())
          .filter(self -> !self.accessor().equals(ACLS_OFF));
    } catch (NomadFault.Answered fault) {
      if (fault.isBadRequest() && fault.body().contains("ACL support disabled")) {
        return Optional.empty();
      }
      throw fault;
    }
  }

  private static Grants.Self self(byte[] body) {
    JsonNode json = NomadJson.tree(body);
    String expires = json.path("ExpirationTime").asString("");
    return new Grants.Self(
        json.path("AccessorID").asString(""),
        json.path("Name").asString(""),
        json.path("Type").asString("").equals("management"),
        expires.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(expires)));
  }

  /// The names of the token's policies, those of its roles, too; a management token's are all there
  /// are.
  public List<String> policies() {
    return calls
        .send(
            calls.get("acl.policies", "v1", "acl", "policies"),
            body ->
                NomadJson.tree(body)
                    .valueStream()
                    .map(policy -> policy.path("Name").asString(""))
                    .toList())
        .value();
  }

  /// What the token's policies grant.
  public Grants grants() {
    return Grants.of(policies().stream().map(this::rules).toList());
  }

  private JsonNode rules(String policy) {
    return calls
        .send(calls.get("acl.policy", "v1", "acl", "policy", policy), NomadJson::tree)
        .value()
        .path("RulesJSON");
  }
}
