package nomadops.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.DispatchReceipt;
import nomadops.client.model.Evaluation;
import nomadops.client.model.Job;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobSpec;
import nomadops.client.model.JobSummary;
import nomadops.client.model.PurgeReceipt;
import nomadops.client.model.RawJson;
import nomadops.client.model.RegisterReceipt;

/// Single jobs.
final class JobReplays {
  private JobReplays() {}

  static Map<String, Replay> all() {
    return Map.ofEntries(
        Map.entry("job-read-dead-batch", JobReplays::readsADeadBatchJob),
        Map.entry("job-read-parameterized", JobReplays::readsAParameterizedJob),
        Map.entry("job-read-missing", JobReplays::findsNoJob),
        Map.entry("job-register-batch", JobReplays::registers),
        Map.entry("job-register-while-paused", JobReplays::registers),
        Map.entry("job-purge", (nomad, r) -> deletes(nomad, r, OptionalInt.of(1))),
        Map.entry(
            "acl-job-purge-with-purge-job-capability",
            (nomad, r) -> deletes(nomad, r, OptionalInt.empty())),
        // A priority of 0 is not sent by us: Nomad takes it as "not given".
        Map.entry(
            "job-purge-priority-0",
            (nomad, r) -> deletes(nomad, withoutPriority(r), OptionalInt.empty())),
        Map.entry("job-purge-again", (nomad, r) -> deletesNothing(nomad, r, OptionalInt.of(1))),
        Map.entry("job-purge-missing", (nomad, r) -> deletesNothing(nomad, r, OptionalInt.empty())),
        Map.entry("job-purge-periodic-parent", JobReplays::deletesAParentWithoutEvaluation),
        Map.entry("job-stop", JobReplays::stops),
        Map.entry("job-dispatch", JobReplays::dispatches),
        Map.entry("job-evaluations", JobReplays::listsEvaluations),
        Map.entry("job-allocations", JobReplays::listsAllocations),
        Map.entry("job-summary", JobReplays::readsTheSummary),
        Map.entry("job-versions", JobReplays::readsVersions));
  }

  private static Recording withoutPriority(Recording recorded) {
    ((com.fasterxml.jackson.databind.node.ObjectNode) recorded.request())
        .put("path", recorded.path() + "?purge=true");
    return recorded;
  }

  private static void dispatches(NomadClient nomad, Recording recorded) {
    DispatchReceipt receipt = nomad.jobs().dispatch(key(recorded), "", Map.of("k", "0"), "");
    assertThat(receipt.dispatchedJobId()).startsWith("param/dispatch-");
    assertThat(receipt.evalId()).contains(recorded.body().get("EvalID").asText());
  }

  private static JobKey key(Recording recorded) {
    return JobKey.inDefault(recorded.idAfter("/v1/job/"));
  }

  private static void readsADeadBatchJob(NomadClient nomad, Recording recorded) throws Exception {
    Answer<java.util.Optional<Job>> answer = nomad.jobs().read(key(recorded));
    Job job = answer.value().orElseThrow();
    JsonNode said = recorded.body();
    assertThat(job.key()).isEqualTo(JobKey.inDefault("batch-ok"));
    assertThat(job.status()).isEqualTo("dead");
    assertThat(job.type()).isEqualTo("batch");
    assertThat(job.priority()).isEqualTo(50);
    assertThat(job.isParent()).isFalse();
    assertThat(job.versionTag()).isEmpty();
    assertThat(job.meta()).containsExactlyEntriesOf(Map.of("team", "build"));
    assertThat(job.submitTime()).isEqualTo(said.get("SubmitTime").asLong()).isPositive();
    assertThat(job.jobModifyIndex()).isEqualTo(said.get("JobModifyIndex").asLong());
    assertThat(job.modifyIndex()).isEqualTo(said.get("ModifyIndex").asLong());
    assertThat(job.raw().text()).isEqualTo(recorded.bodyText());
    assertThat(job.raw().toString()).doesNotContain("team");
    assertThat(answer.meta().index()).hasValue(recorded.index());
    assertThat(answer.meta().knownLeader()).contains(true);
    assertThat(answer.meta().lastContact()).contains(java.time.Duration.ZERO);
    assertThat(answer.meta().nextToken()).isEmpty();
  }

  private static void readsAParameterizedJob(NomadClient nomad, Recording recorded) {
    Job job = nomad.jobs().read(key(recorded)).value().orElseThrow();
    assertThat(job.parameterized()).isTrue();
    assertThat(job.dispatched()).isFalse();
    assertThat(job.periodic()).isFalse();
    assertThat(job.isParent()).isTrue();
    assertThat(job.status()).isEqualTo("running");
    JobSpec spec = JobSpec.of(job);
    assertThat(spec.key()).isEqualTo(job.key());
    assertThat(spec.jobModifyIndex()).isEqualTo(job.jobModifyIndex()).isPositive();
    assertThat(spec.nodePool()).isEqualTo("default");
    assertThat(spec.datacenters()).containsExactly("*");
    assertThat(spec.constraints()).isEmpty();
    JobSpec.Group group = spec.groups().getFirst();
    assertThat(group.name()).isEqualTo("g");
    assertThat(group.count()).isEqualTo(1);
    assertThat(group.diskMb()).isEqualTo(300);
    assertThat(group.maxRunDuration()).isEmpty();
    JobSpec.Task task = group.tasks().getFirst();
    assertThat(task.driver()).isEqualTo("mock_driver");
    assertThat(task.lifecycle()).isNull();
    assertThat(task.resources())
        .isEqualTo(new JobSpec.Resources(20, 0, 16, 0, 0, List.of(), List.of()));
  }

  private static void findsNoJob(NomadClient nomad, Recording recorded) {
    Answer<java.util.Optional<Job>> answer = nomad.jobs().read(key(recorded));
    assertThat(answer.value()).isEmpty();
    assertThat(answer.meta().index()).hasValue(recorded.index());
  }

  private static void registers(NomadClient nomad, Recording recorded) {
    RawJson job = RawJson.of(recorded.request().get("body").get("Job").toString());
    RegisterReceipt receipt = nomad.jobs().register(job);
    assertThat(receipt.evalId()).contains(recorded.body().get("EvalID").asText());
    assertThat(receipt.jobModifyIndex()).isEqualTo(recorded.index());
    assertThat(receipt.warnings()).isEmpty();
  }

  private static void deletes(NomadClient nomad, Recording recorded, OptionalInt priority) {
    PurgeReceipt receipt = nomad.jobs().purge(key(recorded), priority);
    assertThat(receipt.deleted()).isTrue();
    assertThat(receipt.evalId()).contains(recorded.body().get("EvalID").asText());
    assertThat(receipt.jobModifyIndex()).isEqualTo(recorded.index());
    assertThat(receipt.index()).isEqualTo(recorded.index());
  }

  private static void deletesNothing(NomadClient nomad, Recording recorded, OptionalInt priority) {
    PurgeReceipt receipt = nomad.jobs().purge(key(recorded), priority);
    assertThat(receipt.deleted()).isFalse();
    assertThat(receipt.evalId()).isEmpty();
  }

  private static void deletesAParentWithoutEvaluation(NomadClient nomad, Recording recorded) {
    PurgeReceipt receipt = nomad.jobs().purge(key(recorded), OptionalInt.empty());
    assertThat(receipt.evalId()).isEmpty();
    assertThat(receipt.deleted()).isTrue();
  }

  private static void stops(NomadClient nomad, Recording recorded) {
    PurgeReceipt receipt = nomad.jobs().stop(key(recorded), OptionalInt.empty());
    assertThat(receipt.deleted()).isTrue();
    assertThat(receipt.evalId()).contains(recorded.body().get("EvalID").asText());
  }

  private static void listsEvaluations(NomadClient nomad, Recording recorded) {
    List<Evaluation> evaluations = nomad.jobs().evaluations(key(recorded)).value();
    assertThat(evaluations).hasSize(recorded.body().size()).isNotEmpty();
    assertThat(evaluations).allMatch(e -> e.jobId().equals("batch-ok") && e.isTerminal());
    assertThat(evaluations.getFirst().queuedAllocations()).containsExactly(Map.entry("g", 0));
  }

  private static void listsAllocations(NomadClient nomad, Recording recorded) {
    List<AllocationStub> allocations = nomad.jobs().allocations(key(recorded)).value();
    assertThat(allocations).hasSize(recorded.body().size()).isNotEmpty();
    AllocationStub first = allocations.getFirst();
    assertThat(first.clientStatus()).isEqualTo("complete");
    assertThat(first.isClientTerminal()).isTrue();
    assertThat(first.jobType()).isEqualTo("batch");
    assertThat(first.taskStates().get("work").state()).isEqualTo("dead");
    assertThat(first.taskStates().get("work").finishedAt()).isPresent();
    assertThat(first.createTime())
        .isEqualTo(recorded.body().get(0).get("CreateTime").asLong())
        .isPositive();
  }

  private static void readsTheSummary(NomadClient nomad, Recording recorded) {
    JobSummary summary = nomad.jobs().summary(key(recorded)).value().orElseThrow();
    assertThat(summary.jobId()).isEqualTo("batch-ok");
    assertThat(summary.groups().get("g").complete()).isEqualTo(1);
    assertThat(summary.groups().get("g").queued()).isZero();
  }

  private static void readsVersions(NomadClient nomad, Recording recorded) throws Exception {
    List<Job> versions = nomad.jobs().versions(key(recorded)).value();
    assertThat(versions).hasSize(recorded.body().get("Versions").size()).isNotEmpty();
    assertThat(versions.getFirst().version()).isZero();
    assertThat(new ObjectMapper().readTree(versions.getFirst().raw().bytes()))
        .isEqualTo(recorded.body().get("Versions").get(0));
  }
}
