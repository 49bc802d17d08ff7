package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import nomadops.simulator.contract.ContractTarget.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("nomadops.simulator.contract.ContractTargets#withAcl")
final class AclContractTest {
  @Parameter ContractTarget management;

  @Test
  void withoutATokenNothingButHealthAndMetricsIsAnswered() {
    ContractTarget anonymous = management.withToken("");
    denied(anonymous.get("/v1/jobs"));
    denied(anonymous.get("/v1/evaluation/00000000-0000-0000-0000-000000000000"));
    denied(anonymous.get("/v1/nodes"));
    denied(anonymous.get("/v1/operator/scheduler/configuration"));
    denied(anonymous.put("/v1/system/gc", null));
    denied(anonymous.put("/v1/jobs", Jobs.batch(Jobs.newId(), 0)));
    assertThat(anonymous.get("/v1/metrics").status()).isEqualTo(200);
    assertThat(anonymous.get("/v1/agent/health").status()).isEqualTo(200);
    assertThat(anonymous.get("/v1/status/leader").status()).isEqualTo(200);
  }

  @Test
  void aTokenThatNobodyMadeIsDenied() {
    denied(management.withToken("00000000-0000-0000-0000-00000000dead").get("/v1/jobs"));
  }

  @Test
  void thePurgeCapabilityIsEnoughToCollect() {
    String rules =
        "namespace \\\"default\\\" { capabilities = [\\\"list-jobs\\\", \\\"read-job\\\", \\\"purge-job\\\"] }"
            + " node { policy = \\\"read\\\" }";
    String policy = Jobs.newId();
    Reply made =
        management.put(
            "/v1/acl/policy/" + policy,
            "{\"Name\":\"" + policy + "\",\"Rules\":\"" + rules + "\"}");
    assertThat(made.status()).as(made.body()).isEqualTo(200);
    String token =
        management
            .put(
                "/v1/acl/token",
                "{\"Name\":\"gc\",\"Type\":\"client\",\"Policies\":[\"" + policy + "\"]}")
            .json()
            .path("SecretID")
            .asString();
    ContractTarget collector = management.withToken(token);
    String id = Jobs.newId();
    management.registerDead(id);
    assertThat(collector.get("/v1/jobs").status()).isEqualTo(200);
    assertThat(collector.get("/v1/jobs?namespace=*").status()).isEqualTo(200);
    assertThat(collector.get("/v1/nodes").status()).isEqualTo(200);
    denied(collector.put("/v1/jobs", Jobs.batch(Jobs.newId(), 0)));
    denied(collector.get("/v1/operator/scheduler/configuration"));
    denied(
        collector.put(
            "/v1/node/00000000-0000-0000-0000-000000000000/drain", "{\"DrainSpec\":null}"));
    denied(
        collector.send("DELETE", "/v1/evaluations", "{\"Filter\":\"Status == \\\"complete\\\"\"}"));
    Reply purge = collector.delete("/v1/job/" + id + "?purge=true");
    assertThat(purge.status()).as(purge.body()).isEqualTo(200);
    assertThat(purge.json().path("EvalID").asString()).isNotEmpty();
    Reply self = collector.get("/v1/acl/token/self");
    assertThat(self.json().path("Type").asString()).isEqualTo("client");
    assertThat(self.json().path("Policies").path(0).asString()).isEqualTo(policy);
  }

  private static void denied(Reply reply) {
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.body()).isEqualTo("Permission denied");
  }
}
