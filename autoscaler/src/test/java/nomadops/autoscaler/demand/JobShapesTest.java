package nomadops.autoscaler.demand;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import nomadops.autoscaler.shape.Constraint;
import nomadops.autoscaler.shape.GroupShape;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.shape.Where;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JobShapesTest {
  private static final String WEB =
      """
      {"ID":"web","Namespace":"apps","Type":"service","NodePool":"gpu","Datacenters":["dc1","eu-*"],
       "Constraints":[{"LTarget":"${attr.kernel.name}","RTarget":"linux","Operand":"="},
                      {"Operand":"distinct_hosts","RTarget":"%s"}],
       "TaskGroups":[{"Name":"g","Count":3,"EphemeralDisk":{"SizeMB":300},
         "Constraints":[{"Operand":"distinct_hosts"},
                        {"LTarget":"${meta.rack}","RTarget":"2","Operand":"distinct_property"}],
         "Networks":[{"Mode":"bridge","ReservedPorts":[
           {"Label":"a","Value":8080},{"Label":"b","Value":9090,"HostNetwork":"public"},
           {"Label":"c","Value":53,"HostNetwork":"default"},
           {"Label":"d","Value":54,"IgnoreCollision":true}]}],
         "Volumes":{"s":{"Type":"host","Source":"scratch"},"d":{"Type":"csi","Source":"db"},
                    "p":{"Type":"host","Source":"data","PerAlloc":true}},
         "Tasks":[
           {"Name":"main","Driver":"docker",
            "Constraints":[{"LTarget":"${attr.cpu.arch}","RTarget":"amd64","Operand":"="},
                           {"LTarget":"${attr.kernel.name}","RTarget":"linux","Operand":"="}],
            "Resources":{"CPU":500,"MemoryMB":256,"MemoryMaxMB":1024,"SecretsMB":4,
              "Devices":[{"Name":"nvidia/gpu","Count":2}],
              "Networks":[{"ReservedPorts":[{"Label":"x","Value":7000}]}]}},
           {"Name":"pinned","Driver":"exec","Resources":{"CPU":77,"Cores":2,"MemoryMB":10}}]}]}
      """;

  @Test
  void aGroupAsksForWhatNomadCounts() {
    GroupShape group = JobShapes.of(Jobs.spec(WEB.formatted("false"))).getFirst();
    assertThat(group.group()).isEqualTo("g");
    assertThat(group.count()).isEqualTo(3);
    assertThat(group.shape().ask())
        .isEqualTo(new Resources(500, 270, 300, 2, 1, Map.of("nvidia/gpu", 2)));
    assertThat(group.shape().where())
        .isEqualTo(
            new Where(
                "gpu",
                List.of("dc1", "eu-*"),
                List.of(
                    new Constraint("${attr.kernel.name}", "=", "linux"),
                    new Constraint("${attr.cpu.arch}", "=", "amd64")),
                Set.of("docker", "exec"),
                Set.of("scratch", "data[*]")));
    assertThat(group.shape().exclusives())
        .containsExactlyInAnyOrder(
            "port 8080", "port 9090 on public", "port 53", "port 7000", "job apps/web group g");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "true", "no idea"})
  void aJobOnDistinctHostsKeepsAllItsGroupsApart(String value) {
    assertThat(JobShapes.of(Jobs.spec(WEB.formatted(value))).getFirst().shape().exclusives())
        .contains("job apps/web");
  }

  @Test
  void distinctHostsAreThoseOfTheJobThatAskedNotOfItsParent() {
    List<GroupShape> parent = JobShapes.of(Jobs.spec(WEB.formatted("true")));
    JobKey child = new JobKey("apps", "web/dispatch-1");
    assertThat(
            Exclusives.renamed(parent, new JobKey("apps", "web"), child)
                .getFirst()
                .shape()
                .exclusives())
        .contains("job apps/web/dispatch-1", "job apps/web/dispatch-1 group g", "port 8080")
        .doesNotContain("job apps/web");
  }

  static long[] seeds() {
    return new Random(20261127).longs(300).toArray();
  }

  /// The model: at each moment of an allocation's life, what runs then takes its MHz and MB; what
  /// is asked for is the greatest of these moments.
  @ParameterizedTest
  @MethodSource("seeds")
  void theAskIsTheGreatestMomentOfTheLifeOfAnAllocation(long seed) {
    Random random = new Random(seed);
    List<JobSpec.Task> tasks = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(6); i++) {
      tasks.add(task(random, i));
    }
    JobSpec.Group group =
        new JobSpec.Group(
            "g", 1, List.of(), new JobSpec.Disk(100), List.of(), Map.of(), tasks, null);
    long cpu = 0;
    long memory = 0;
    for (Moment moment : Moment.values()) {
      long mhz = 0;
      long mb = 0;
      for (JobSpec.Task task : tasks) {
        if (runs(task, moment)) {
          mhz += task.resources().cores() > 0 ? 0 : task.resources().cpu();
          mb += task.resources().memoryMb() + task.resources().secretsMb();
        }
      }
      cpu = Math.max(cpu, mhz);
      memory = Math.max(memory, mb);
    }
    int cores = tasks.stream().mapToInt(task -> task.resources().cores()).sum();
    Map<String, Integer> devices = new HashMap<>();
    tasks.stream()
        .flatMap(task -> task.resources().devices().stream())
        .forEach(device -> devices.merge(device.name(), device.count(), Integer::sum));
    assertThat(Lifecycles.ask(group))
        .as("seed " + seed + " " + tasks)
        .isEqualTo(new Resources(cpu, memory, 100, cores, 1, devices));
  }

  private enum Moment {
    BEFORE_MAIN,
    WHILE_MAIN,
    AFTER_MAIN
  }

  private static boolean runs(JobSpec.Task task, Moment moment) {
    JobSpec.Lifecycle lifecycle = task.lifecycle();
    if (lifecycle == null) {
      return moment == Moment.WHILE_MAIN;
    }
    return switch (moment) {
      case BEFORE_MAIN -> lifecycle.hook().equals("prestart");
      case WHILE_MAIN ->
          lifecycle.hook().equals("poststart")
              || (lifecycle.hook().equals("prestart") && lifecycle.sidecar());
      case AFTER_MAIN -> lifecycle.hook().equals("poststop");
    };
  }

  private static JobSpec.Task task(Random random, int i) {
    String[] hooks = {"", "prestart", "poststart", "poststop"};
    String hook = hooks[random.nextInt(4)];
    JobSpec.Resources resources =
        new JobSpec.Resources(
            random.nextInt(1000),
            random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0,
            random.nextInt(500),
            random.nextInt(5000),
            random.nextInt(3),
            random.nextInt(4) == 0
                ? List.of(new JobSpec.Device("gpu", 1 + random.nextInt(2), List.of()))
                : List.of(),
            List.of());
    return new JobSpec.Task(
        "t" + i,
        "docker",
        List.of(),
        hook.isEmpty() ? null : new JobSpec.Lifecycle(hook, random.nextBoolean()),
        resources);
  }
}
