package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How the rules of policies meet what is asked.
@NeedsAcls
final class AclRulesContractTest extends Contract {
  private Nomad tokenThatMay(String name, String rules) {
    ObjectNode policy = Answer.JSON.createObjectNode().put("Name", name).put("Rules", rules);
    nomad.put("/v1/acl/policy/" + name, policy).ok();
    return nomad.as(token(name).path("SecretID").asString());
  }

  private JsonNode token(String policy) {
    ObjectNode token = Answer.JSON.createObjectNode().put("Name", policy).put("Type", "client");
    token.putArray("Policies").add(policy);
    return nomad.put("/v1/acl/token", token).ok().json();
  }

  private static void denied(Answer answer) {
    assertThat(answer.expect(403).body()).isEqualTo("Permission denied");
  }

  /// A block for one namespace hides the block for all of them, even when it speaks of variables
  /// alone.
  @Test
  void theNearestBlockAloneDecides() {
    registered(Specs.batch(id("a")));
    String everywhere = "namespace \"*\" { capabilities = [\"list-jobs\", \"read-job\"] }\n";
    String lock =
        "variables { path \"" + id("lock") + "\" { capabilities = [\"read\", \"write\"] } }";
    Nomad hidden =
        tokenThatMay(id("hidden"), everywhere + "namespace \"default\" { " + lock + " }");
    denied(hidden.get("/v1/jobs"));
    denied(hidden.get(jobPath(id("a"))));
    assertThat(hidden.get("/v1/jobs?namespace=*&prefix=" + id("a")).ok().json()).isEmpty();
    hidden.get("/v1/var/" + id("lock")).expect(404);
    Nomad repeated =
        tokenThatMay(
            id("repeated"),
            everywhere
                + "namespace \"default\" { capabilities = [\"list-jobs\", \"read-job\"] "
                + lock
                + " }");
    repeated.get(jobPath(id("a"))).ok();
    assertThat(repeated.get("/v1/jobs?namespace=*&prefix=" + id("a")).ok().json()).hasSize(1);
    Nomad nearer =
        tokenThatMay(
            id("nearer"), everywhere + "namespace \"defa*\" { capabilities = [\"list-jobs\"] }");
    nearer.get("/v1/jobs").ok();
    denied(nearer.get(jobPath(id("a"))));
  }

  @Test
  void aDenialEndsWhatOthersGrant() {
    Nomad denied =
        tokenThatMay(
            id("denied"),
            "namespace \"default\" { policy = \"deny\" capabilities = [\"read-job\"] }\n"
                + "node { policy = \"read\" }");
    denied(denied.get(jobPath(id("a"))));
    denied.get("/v1/nodes").ok();
  }

  @Test
  void toWriteAVariableIsNotToReadListOrDestroyIt() {
    String path = id("v");
    String grant =
        "namespace \"default\" { variables { path \"" + path + "\" { capabilities = [%s] } } }";
    Nomad writer = tokenThatMay(id("writer"), grant.formatted("\"write\""));
    String body = "{\"Namespace\":\"default\",\"Path\":\"" + path + "\",\"Items\":{\"a\":\"b\"}}";
    writer.put("/v1/var/" + path, body).ok();
    denied(writer.get("/v1/var/" + path));
    denied(writer.delete("/v1/var/" + path));
    assertThat(writer.get("/v1/vars?prefix=" + path).ok().json()).isEmpty();
    Nomad reader = tokenThatMay(id("reader"), grant.formatted("\"read\""));
    reader.get("/v1/var/" + path).ok();
    assertThat(reader.get("/v1/vars?prefix=" + path).ok().json()).hasSize(1);
    denied(reader.put("/v1/var/" + path, body));
    Nomad lister = tokenThatMay(id("lister"), grant.formatted("\"list\""));
    assertThat(lister.get("/v1/vars?prefix=" + path).ok().json()).hasSize(1);
    denied(lister.get("/v1/var/" + path));
    tokenThatMay(id("destroyer"), grant.formatted("\"destroy\""))
        .delete("/v1/var/" + path)
        .expect(204);
  }

  @Test
  void toSubmitIsNotToDispatchAndTheFinerOnesStandAlone() {
    String grant = "namespace \"default\" { capabilities = [\"%s\"] }";
    String job = "{\"Job\":" + Specs.batch(id("a")) + "}";
    Nomad submitter = tokenThatMay(id("submit"), grant.formatted("submit-job"));
    submitter.put("/v1/jobs", job).ok();
    submitter.put(jobPath(id("a")) + "/evaluate", "{\"JobID\":\"" + id("a") + "\"}").ok();
    denied(submitter.put(jobPath(id("a")) + "/dispatch", "{}"));
    Nomad registrar = tokenThatMay(id("register"), grant.formatted("register-job"));
    registrar.put("/v1/jobs", job).ok();
    denied(registrar.delete(jobPath(id("a"))));
    Nomad stopper = tokenThatMay(id("stop"), grant.formatted("deregister-job"));
    denied(stopper.delete(jobPath(id("a")) + "?purge=true"));
    stopper.delete(jobPath(id("a"))).ok();
    denied(stopper.put("/v1/jobs", job));
    Nomad dispatcher = tokenThatMay(id("dispatch"), grant.formatted("dispatch-job"));
    assertThat(dispatcher.put(jobPath(id("a")) + "/dispatch", "{}").status()).isNotEqualTo(403);
  }

  @Test
  void anyRightInANamespaceShowsIt() {
    Nomad lister =
        tokenThatMay(id("ns"), "namespace \"default\" { capabilities = [\"list-jobs\"] }");
    assertThat(texts(lister.get("/v1/namespaces").ok().json(), "Name")).containsExactly("default");
    lister.get("/v1/namespace/default").ok();
    Nomad other = tokenThatMay(id("other"), "agent { policy = \"read\" }");
    assertThat(other.get("/v1/namespaces").ok().json()).isEmpty();
    denied(other.get("/v1/namespace/default"));
    assertThat(other.get("/v1/vars").ok().json()).isEmpty();
  }

  @Test
  void aNodePoolHasARightOfItsOwn() {
    Nomad nodes = tokenThatMay(id("nodes"), "node { policy = \"read\" }");
    assertThat(nodes.get("/v1/node/pools").ok().json()).isEmpty();
    denied(nodes.get("/v1/node/pool/default"));
    Nomad pools = tokenThatMay(id("pools"), "node_pool \"*\" { policy = \"read\" }");
    assertThat(texts(pools.get("/v1/node/pools").ok().json(), "Name")).contains("default");
    pools.get("/v1/node/pool/default").ok();
    denied(pools.get("/v1/node/pool/default/nodes"));
  }

  @Test
  void aSnapshotTakesOneCapability() {
    tokenThatMay(id("saver"), "operator { capabilities = [\"snapshot-save\"] }")
        .get("/v1/operator/snapshot")
        .ok();
    denied(
        tokenThatMay(id("reader"), "operator { policy = \"read\" }").get("/v1/operator/snapshot"));
  }

  @Test
  void whatIsNoPolicyIsRefused() {
    for (String rules :
        new String[] {
          "# nothing",
          "namespace \"a\" { capabilities = [\"purge-jobs\"] }",
          "namespace { policy = \"read\" }",
          "namespace \"a\" { policy = \"all\" }",
          "namespace \"a\" { variables { } }",
          "namespace \"a\" { variables { path \"/v\" { capabilities = [\"read\"] } } }",
          "nodes { policy = \"read\" }",
          "node { policy = ",
        }) {
      ObjectNode policy = Answer.JSON.createObjectNode().put("Name", id("p")).put("Rules", rules);
      assertThat(nomad.put("/v1/acl/policy/" + id("p"), policy).status()).as(rules).isEqualTo(400);
    }
  }

  @Test
  void aTokenReadsItsOwnPoliciesAndNoOthers() {
    String rules =
        "namespace \"ci-*\" { capabilities = [\"list-jobs\"] }\nagent { policy = \"read\" }";
    Nomad own = tokenThatMay(id("own"), rules);
    tokenThatMay(id("foreign"), rules);
    assertThat(texts(own.get("/v1/acl/policies").ok().json(), "Name")).containsExactly(id("own"));
    JsonNode policy = own.get("/v1/acl/policy/" + id("own")).ok().json();
    assertThat(policy.path("Rules").asString()).isEqualTo(rules);
    JsonNode namespace = policy.at("/RulesJSON/Namespaces/0");
    assertThat(namespace.path("Name").asString()).isEqualTo("ci-*");
    assertThat(namespace.at("/Capabilities/0").asString()).isEqualTo("list-jobs");
    assertThat(policy.at("/RulesJSON/Agent/Policy").asString()).isEqualTo("read");
    assertThat(policy.at("/RulesJSON/Node").isNull()).isTrue();
    denied(own.get("/v1/acl/policy/" + id("foreign")));
  }

  @Test
  void withoutATokenOneIsAnonymousAndAnExpiredOneIsRefused() {
    JsonNode anonymous = nomad.as("").get("/v1/acl/token/self").ok().json();
    assertThat(anonymous.path("AccessorID").asString()).isEqualTo("anonymous");
    denied(nomad.as("00000000-0000-0000-0000-000000000009").get("/v1/acl/token/self"));
  }

  /// From 1.11.2 on the answer has begun before rights are looked at: it ends without a line.
  @Test
  void aStreamThatIsForbiddenBeginsAndEnds() {
    Nomad nodes = tokenThatMay(id("stream"), "node { policy = \"read\" }");
    Answer answer = nomad.as(secretOf(nodes)).get("/v1/event/stream?topic=Job");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isBlank();
  }

  private static String secretOf(Nomad nomad) {
    return nomad.get("/v1/acl/token/self").ok().json().path("SecretID").asString();
  }
}
