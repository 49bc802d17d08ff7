package nomadops.autoscaler.demand;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nomadops.client.model.ChildSummary;
import nomadops.client.model.Evaluation;
import nomadops.client.model.GroupSummary;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobSpec;
import nomadops.client.model.JobStub;
import nomadops.client.model.JobSummary;
import nomadops.client.model.PlacementFailures;
import nomadops.client.model.RawJson;

/// What Nomad lists, made by hand.
final class Jobs {
  static final Instant T0 = Instant.parse("2026-11-27T00:00:00Z");

  private Jobs() {}

  static JobSpec spec(String json) {
    return JobSpec.of(RawJson.of(json));
  }

  /// One group `work` of one task.
  static JobSpec spec(JobKey key, String parent, long index, int mhz) {
    return spec(
        """
        {"ID":"%s","Namespace":"%s","ParentID":"%s","Type":"batch","NodePool":"default",
         "Datacenters":["*"],"CreateIndex":%d,"JobModifyIndex":%d,
         "TaskGroups":[{"Name":"work","Count":1,"Tasks":[
           {"Name":"t","Driver":"docker","Resources":{"CPU":%d,"MemoryMB":64}}]}]}
        """
            .formatted(key.id(), key.namespace(), parent, index, index, mhz));
  }

  static JobStub stub(
      JobKey key, String parent, long createIndex, long jobModifyIndex, int queued) {
    return stub(key, parent, "batch", false, createIndex, jobModifyIndex, Map.of("work", queued));
  }

  static JobStub parent(JobKey key, long jobModifyIndex) {
    return stub(key, "", "batch", true, 1, jobModifyIndex, Map.of("work", 0));
  }

  static JobStub stub(
      JobKey key,
      String parent,
      String type,
      boolean parameterized,
      long createIndex,
      long jobModifyIndex,
      Map<String, Integer> queued) {
    Map<String, GroupSummary> groups = new LinkedHashMap<>();
    queued.forEach((name, n) -> groups.put(name, new GroupSummary(n, 0, 0, 0, 0, 0, 0)));
    return new JobStub(
        key.id(),
        parent,
        key.namespace(),
        "default",
        List.of("*"),
        type,
        50,
        false,
        parameterized,
        false,
        "pending",
        "",
        new JobSummary(key.id(), key.namespace(), groups, ChildSummary.NONE, 1, 1),
        createIndex,
        jobModifyIndex,
        jobModifyIndex,
        nanos(T0),
        Map.of());
  }

  static Evaluation evaluation(
      JobKey job,
      String status,
      String triggeredBy,
      long index,
      Instant created,
      PlacementFailures failures) {
    return new Evaluation(
        "e" + index,
        job.namespace(),
        50,
        "batch",
        triggeredBy,
        job.id(),
        index,
        "",
        status,
        "",
        "",
        "",
        "",
        Map.of(),
        index,
        index,
        nanos(created),
        nanos(created),
        failures);
  }

  static Evaluation blocked(JobKey job, PlacementFailures failures) {
    return evaluation(job, "blocked", "queued-allocs", 100, T0, failures);
  }

  static long nanos(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }
}
