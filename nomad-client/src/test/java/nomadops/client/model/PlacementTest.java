package nomadops.client.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is in no recording, in the shapes of Nomad's own types.
final class PlacementTest {
  private static final String WEB =
      """
      {"ID":"web","Namespace":"","ParentID":"cron","Type":"service","Priority":70,"NodePool":"all",
       "Datacenters":["dc1","eu-*"],"Meta":{"team":"a"},"Version":3,"CreateIndex":5,"JobModifyIndex":9,
       "Constraints":[{"LTarget":"${attr.kernel.name}","RTarget":"linux","Operand":"="}],
       "Unheard":{"Of":[1]},
       "TaskGroups":[{"Name":"g","Count":2,"EphemeralDisk":{"SizeMB":150},"MaxRunDuration":90000000000,
         "Constraints":[{"LTarget":"","RTarget":"","Operand":"distinct_hosts"}],
         "Networks":[{"Mode":"bridge","ReservedPorts":[
           {"Label":"http","Value":8080,"To":80,"HostNetwork":"public","IgnoreCollision":true}]}],
         "Volumes":{"data":{"Name":"data","Type":"csi","Source":"db","ReadOnly":true,"PerAlloc":true}},
         "Tasks":[{"Name":"t","Driver":"docker","Lifecycle":{"Hook":"prestart","Sidecar":true},
           "Constraints":null,
           "Resources":{"CPU":100,"Cores":2,"MemoryMB":64,"MemoryMaxMB":128,"SecretsMB":1,
             "Devices":[{"Name":"nvidia/gpu","Count":2,"Constraints":null}],
             "Networks":[{"ReservedPorts":null}]}}]}]}
      """;

  @Test
  void aSpecificationIsReadAsFarAsPlacementGoes() {
    JobSpec spec = JobSpec.of(RawJson.of(WEB));
    assertThat(spec.key()).isEqualTo(JobKey.inDefault("web"));
    assertThat(spec.parentId()).isEqualTo("cron");
    assertThat(spec.priority()).isEqualTo(70);
    assertThat(spec.nodePool()).isEqualTo("all");
    assertThat(spec.datacenters()).containsExactly("dc1", "eu-*");
    assertThat(spec.constraints())
        .containsExactly(new JobSpec.Condition("${attr.kernel.name}", "=", "linux"));
    assertThat(spec.meta()).isEqualTo(Map.of("team", "a"));
    assertThat(spec.version()).isEqualTo(3);
    JobSpec.Group group = spec.groups().getFirst();
    assertThat(group.constraints().getFirst().operand()).isEqualTo("distinct_hosts");
    assertThat(group.diskMb()).isEqualTo(150);
    assertThat(group.maxRunDuration()).contains(Duration.ofSeconds(90));
    assertThat(group.networks().getFirst())
        .isEqualTo(
            new JobSpec.Network("bridge", List.of(new JobSpec.Port("http", 8080, "public", true))));
    assertThat(group.volumes().get("data")).isEqualTo(new JobSpec.Volume("csi", "db", true, true));
    JobSpec.Task task = group.tasks().getFirst();
    assertThat(task.lifecycle()).isEqualTo(new JobSpec.Lifecycle("prestart", true));
    assertThat(task.resources())
        .isEqualTo(
            new JobSpec.Resources(
                100,
                2,
                64,
                128,
                1,
                List.of(new JobSpec.Device("nvidia/gpu", 2, List.of())),
                List.of(new JobSpec.Network("", List.of()))));
  }

  @Test
  void whatGoLeavesNilIsEmpty() {
    JobSpec spec =
        JobSpec.of(
            RawJson.of(
                """
                {"ID":"j","Namespace":"n","Datacenters":null,"TaskGroups":[
                  {"Name":"g","Count":null,"EphemeralDisk":null,"Volumes":null,"Networks":null,
                   "Tasks":[{"Name":"t","Resources":null}]}]}
                """));
    assertThat(spec.datacenters()).isEmpty();
    JobSpec.Group group = spec.groups().getFirst();
    assertThat(group.count()).isZero();
    assertThat(group.diskMb()).isZero();
    assertThat(group.tasks().getFirst().resources()).isEqualTo(JobSpec.Resources.NONE);
  }

  @Test
  void anEvaluationTellsWhatIsShortBesidesNodes() {
    PlacementFailures failures =
        failures(
            """
            {"ID":"e","QuotaLimitReached":"small","MissingNonNodeResources":["csi-volume:default:db"],
             "EscapedComputedClass":true,"SnapshotIndex":7,"FailedTGAllocs":{"g":{
               "ClassFiltered":{"c5":2},"ConstraintFiltered":{"${attr.kernel.name} = linux":3},
               "QuotaExhausted":["memory exhausted (1 > 0)"]}}}
            """);
    assertThat(failures.quotaLimitReached()).isEqualTo("small");
    assertThat(failures.missingNonNodeResources()).isTrue();
    assertThat(failures.escapedComputedClass()).isTrue();
    assertThat(failures.snapshotIndex()).isEqualTo(7);
    FailedPlacement failed = failures.groups().get("g");
    assertThat(failed.classFiltered()).isEqualTo(Map.of("c5", 2));
    assertThat(failed.constraintFiltered()).isEqualTo(Map.of("${attr.kernel.name} = linux", 3));
    assertThat(failed.quotaExhausted()).containsExactly("memory exhausted (1 > 0)");
  }

  @Test
  void anEvaluationThatFailedNothingSharesOneValue() {
    assertThat(failures("{\"ID\":\"e\"}")).isSameAs(PlacementFailures.NONE);
    assertThat(failures("{\"ID\":\"e\",\"FailedTGAllocs\":{},\"MissingNonNodeResources\":[]}"))
        .isSameAs(PlacementFailures.NONE);
  }

  private static PlacementFailures failures(String json) {
    return NomadJson.evaluation(RawJson.of(json)).failures();
  }
}
