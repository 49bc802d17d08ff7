package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import nomadops.simulator.contract.ContractTarget.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@MethodSource("nomadops.simulator.contract.ContractTargets#all")
final class JobContractTest {
  @Parameter ContractTarget nomad;

  @Test
  void registeringAnswersTheEvaluationAndItsIndex() {
    Reply reply = nomad.put("/v1/jobs", Jobs.batch(Jobs.newId(), 0));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.index()).isEqualTo(reply.json().path("EvalCreateIndex").asLong());
    assertThat(reply.json().path("JobModifyIndex").asLong()).isEqualTo(reply.index());
    assertThat(reply.has("X-Nomad-KnownLeader")).isFalse();
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void aBatchJobWithNothingToRunDiesAtOnce() {
    String id = Jobs.newId();
    nomad.registerDead(id);
    JsonNode job = nomad.get("/v1/job/" + id).json();
    assertThat(job.path("Status").asString()).isEqualTo("dead");
    assertThat(job.path("ModifyIndex").asLong()).isGreaterThan(job.path("JobModifyIndex").asLong());
    assertThat(job.path("Version").asLong()).isZero();
  }

  @Test
  void purgingTakesTheJobAndCreatesAServiceEvaluation() {
    String id = Jobs.newId();
    nomad.registerDead(id);
    Reply purge = nomad.delete("/v1/job/" + id + "?purge=true&eval_priority=1");
    assertThat(purge.status()).isEqualTo(200);
    assertThat(purge.json().path("JobModifyIndex").asLong()).isEqualTo(purge.index());
    String evalId = purge.json().path("EvalID").asString();
    Reply eval =
        nomad.until(
            "/v1/evaluation/" + evalId,
            r -> r.json().path("Status").asString("").equals("complete"));
    assertThat(eval.json().path("Type").asString()).isEqualTo("service");
    assertThat(eval.json().path("Priority").asInt()).isEqualTo(1);
    assertThat(eval.json().path("TriggeredBy").asString()).isEqualTo("job-deregister");
    assertThat(eval.json().path("Status").asString()).isEqualTo("complete");
    Reply gone = nomad.get("/v1/job/" + id);
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.body()).isEqualTo("job not found");
    assertThat(gone.has("X-Nomad-Index")).isTrue();
    assertThat(gone.header("X-Nomad-KnownLeader")).isEqualTo("true");
  }

  @Test
  void purgingAgainAnswersSuccessWithoutAnEvaluation() {
    String id = Jobs.newId();
    nomad.registerDead(id);
    assertThat(nomad.delete("/v1/job/" + id + "?purge=true").json().path("EvalID").asString())
        .isNotEmpty();
    Reply again = nomad.delete("/v1/job/" + id + "?purge=true");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.index()).isZero();
    assertThat(again.json().path("EvalID").asString()).isEmpty();
    assertThat(again.json().path("JobModifyIndex").asLong()).isZero();
  }

  @Test
  void anEvalPriorityOfZeroIsTheJobsOwnAndOneAbove100IsRefused() {
    String id = Jobs.newId();
    nomad.registerDead(id);
    Reply refused = nomad.delete("/v1/job/" + id + "?purge=true&eval_priority=101");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).isEqualTo("Eval priority must be between 1 and 100 inclusively");
    String evalId =
        nomad
            .delete("/v1/job/" + id + "?purge=true&eval_priority=0")
            .json()
            .path("EvalID")
            .asString();
    assertThat(nomad.get("/v1/evaluation/" + evalId).json().path("Priority").asInt()).isEqualTo(50);
  }

  @Test
  void stoppingKeepsTheJobAsANewVersion() {
    String id = Jobs.newId();
    nomad.registerDead(id);
    Reply stop = nomad.delete("/v1/job/" + id);
    JsonNode job = nomad.get("/v1/job/" + id).json();
    assertThat(job.path("Stop").asBoolean()).isTrue();
    assertThat(job.path("Version").asLong()).isEqualTo(1);
    assertThat(job.path("JobModifyIndex").asLong()).isEqualTo(stop.index());
    assertThat(nomad.get("/v1/job/" + id + "/versions").json().path("Versions").size())
        .isEqualTo(2);
  }

  @Test
  void aChangedJobIsANewVersionAndAnUnchangedOneIsOnlyEvaluated() {
    String id = Jobs.newId();
    nomad.registerDead(id);
    Reply same = nomad.put("/v1/jobs", Jobs.batch(id, 0));
    assertThat(same.json().path("EvalID").asString()).isNotEmpty();
    assertThat(nomad.get("/v1/job/" + id).json().path("Version").asLong()).isZero();
    Reply changed = nomad.put("/v1/jobs", Jobs.batch(id, 0, "\"Priority\":60"));
    JsonNode job = nomad.get("/v1/job/" + id).json();
    assertThat(job.path("Version").asLong()).isEqualTo(1);
    assertThat(job.path("JobModifyIndex").asLong())
        .isEqualTo(changed.json().path("JobModifyIndex").asLong());
  }

  @Test
  void anEnforcedIndexThatDoesNotHoldIsRefused() {
    String id = Jobs.newId();
    String absent =
        Jobs.batch(id, 0)
            .replaceFirst("\\{", "{\"EnforceIndex\":true,\"JobModifyIndex\":987654321,");
    Reply refused = nomad.put("/v1/jobs", absent);
    assertThat(refused.status()).isEqualTo(500);
    assertThat(refused.body())
        .isEqualTo("Enforcing job modify index 987654321: job does not exist");
    nomad.registerDead(id);
    Reply exists = nomad.put("/v1/jobs", absent.replace(":987654321,", ":0,"));
    assertThat(exists.status()).isEqualTo(500);
    assertThat(exists.body()).isEqualTo("Enforcing job modify index 0: job already exists");
    assertThat(nomad.put("/v1/jobs", absent).body())
        .startsWith(
            "Enforcing job modify index 987654321: job exists with conflicting job modify index: ");
  }

  @Test
  void pagesFollowTheOrderOfIdsAndEachTokenNamesTheNextRow() {
    String prefix = Jobs.newId() + "-page-";
    for (int i = 0; i < 5; i++) {
      nomad.put("/v1/jobs", Jobs.batch(prefix + i, 0));
    }
    List<String> seen = new ArrayList<>();
    String token = "";
    int pages = 0;
    do {
      Reply page = nomad.get("/v1/jobs?per_page=2&prefix=" + prefix + "&next_token=" + token);
      page.json().forEach(job -> seen.add(job.path("ID").asString()));
      token = page.header("X-Nomad-NextToken");
      assertThat(token).isIn("", "default." + prefix + 2, "default." + prefix + 4);
      pages++;
    } while (!token.isEmpty());
    assertThat(pages).isEqualTo(3);
    assertThat(seen).containsExactly(prefix + 0, prefix + 1, prefix + 2, prefix + 3, prefix + 4);
    Reply reversed = nomad.get("/v1/jobs?reverse=true&per_page=1&prefix=" + prefix);
    assertThat(reversed.json().path(0).path("ID").asString()).isEqualTo(prefix + 4);
  }

  @Test
  void filtersSelectByFieldAndByMeta() {
    String prefix = Jobs.newId() + "-filter-";
    nomad.put("/v1/jobs", Jobs.batch(prefix + "a", 0, "\"Meta\":{\"team\":\"blue\"}"));
    nomad.put("/v1/jobs", Jobs.batch(prefix + "b", 0));
    assertThat(ids(prefix, "Meta.team == \"blue\"")).containsExactly(prefix + "a");
    assertThat(ids(prefix, "Meta[\"team\"] == \"blue\" and Type == \"batch\""))
        .containsExactly(prefix + "a");
    assertThat(ids(prefix, "ParentID == \"\" and not (ID matches \"a$\")"))
        .containsExactly(prefix + "b");
    assertThat(ids(prefix, "Meta is empty")).containsExactly(prefix + "b");
    assertThat(ids(prefix, "\"team\" in Meta")).containsExactly(prefix + "a");
    assertThat(ids(prefix, "Meta.team != \"blue\"")).containsExactly(prefix + "b");
    assertThat(ids(prefix, "ID contains \"filter-b\" or Priority == 1"))
        .containsExactly(prefix + "b");
  }

  private List<String> ids(String prefix, String filter) {
    Reply reply = nomad.get("/v1/jobs?prefix=" + prefix + "&filter=" + Urls.encode(filter));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    List<String> ids = new ArrayList<>();
    reply.json().forEach(job -> ids.add(job.path("ID").asString()));
    return ids;
  }

  @Test
  void aBadFilterIsRefusedWithThePlaceOfTheFault() {
    Reply reply = nomad.get("/v1/jobs?filter=" + Urls.encode("Status = dead"));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body())
        .isEqualTo(
            "failed to create result paginator: failed to read filter expression: 1:8 (7): no match found, expected:"
                + " \"!=\", \"==\", \"contains\", \"in\", \"is\", \"matches\", \"not\" or [ \\t\\r\\n]");
  }

  @Test
  void parentsArePurgedWithoutAnEvaluationAndChildrenKeepTheirParent() {
    String id = Jobs.newId();
    nomad.put(
        "/v1/jobs",
        Jobs.batch(
            id, 0, "\"ParameterizedJob\":{\"Payload\":\"optional\",\"MetaOptional\":[\"k\"]}"));
    Reply dispatched = nomad.put("/v1/job/" + id + "/dispatch", "{\"Meta\":{\"k\":\"v\"}}");
    String child = dispatched.json().path("DispatchedJobID").asString();
    assertThat(child).matches(id + "/dispatch-\\d+-[0-9a-f]{8}");
    JsonNode job = nomad.get("/v1/job/" + child).json();
    assertThat(job.path("ParentID").asString()).isEqualTo(id);
    assertThat(job.path("Dispatched").asBoolean()).isTrue();
    assertThat(job.path("Meta").path("k").asString()).isEqualTo("v");
    Reply summary =
        nomad.until(
            "/v1/job/" + id + "/summary",
            r -> r.json().path("Children").path("Dead").asInt(0) == 1);
    assertThat(summary.json().path("Children").path("Dead").asInt()).isEqualTo(1);
    assertThat(nomad.get("/v1/job/" + id).json().path("Status").asString()).isEqualTo("running");
    Reply purge = nomad.delete("/v1/job/" + id + "?purge=true");
    assertThat(purge.json().path("EvalID").asString()).isEmpty();
    assertThat(purge.json().path("JobModifyIndex").asLong()).isPositive();
    assertThat(nomad.get("/v1/job/" + Urls.encode(child)).status()).isEqualTo(200);
  }

  @Test
  void malformedSubmissionsAreRefused() {
    assertThat(nomad.put("/v1/jobs", "{}").status()).isEqualTo(400);
    assertThat(nomad.put("/v1/jobs", "{}").body()).isEqualTo("Job must be specified");
    assertThat(nomad.put("/v1/jobs", "{\"Job\":{}}").body())
        .isEqualTo("Job ID hasn't been provided");
    assertThat(nomad.put("/v1/jobs", "{nonsense").status()).isEqualTo(400);
    assertThat(nomad.send("PATCH", "/v1/jobs", "{}").status()).isEqualTo(405);
  }
}
