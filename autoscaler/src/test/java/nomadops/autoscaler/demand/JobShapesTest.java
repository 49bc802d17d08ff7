package nomadops.autoscaler.demand;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import nomadops.autoscaler.shape.Constraint;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.shape.Shape;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobSpec;
import nomadops.client.model.NomadJson;
import nomadops.client.model.RawJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a group takes, as the scheduler sums it.
class JobShapesTest {

  @Test
  void tasksThatRunOneAfterTheOtherShareTheirRoom() {
    Shape shape =
        shape(
            task("init", "prestart", false, 900, 100),
            task("proxy", "prestart", true, 100, 50),
            task("work", "", false, 500, 400),
            task("notify", "poststart", false, 100, 10),
            task("clean", "poststop", false, 50, 600));

    // Before: 1,000 MHz; with the main task: 700 MHz, 460 MB; after: 600 MB.
    assertThat(shape.ask()).isEqualTo(new Resources(1_000, 600, 300, 0, 1, Map.of()));
  }

  @Test
  void keptCoresAreNeverSharedAndBringTheirOwnMegahertz() {
    Shape shape =
        shape(
            new JobSpec.Task(
                "init", "docker", "prestart", false, 100, 2, 10, 0, Map.of(), List.of()),
            new JobSpec.Task("work", "docker", "", false, 100, 3, 10, 0, Map.of(), List.of()));

    assertThat(shape.ask()).isEqualTo(new Resources(0, 10, 300, 5, 1, Map.of()));
  }

  @Test
  void secretsCountAndDevicesAreSummed() {
    Shape shape =
        shape(
            new JobSpec.Task(
                "a", "docker", "", false, 10, 0, 10, 2, Map.of("nvidia/gpu", 1), List.of()),
            new JobSpec.Task(
                "b", "docker", "", false, 10, 0, 10, 0, Map.of("nvidia/gpu", 1), List.of()));

    assertThat(shape.ask()).isEqualTo(new Resources(20, 22, 300, 0, 1, Map.of("nvidia/gpu", 2)));
  }

  @Test
  void aWholeJobIsReadWithItsConstraintsPortsAndVolumes() {
    JobSpec job =
        JobSpec.of(
            NomadJson.tree(
                RawJson.of(
                        """
                        {"ID": "web", "Namespace": "shop", "Type": "service", "NodePool": "", "Datacenters": ["eu-*"],
                         "Constraints": [{"LTarget": "${attr.kernel.name}", "RTarget": "linux", "Operand": "="},
                                         {"LTarget": "", "RTarget": "", "Operand": "distinct_hosts"}],
                         "TaskGroups": [{"Name": "front", "Count": 3, "EphemeralDisk": {"SizeMB": 500},
                           "Constraints": [{"LTarget": "${meta.team}", "RTarget": "", "Operand": "is_set"}],
                           "Networks": [{"ReservedPorts": [{"Label": "http", "Value": 80, "HostNetwork": "default"},
                                                           {"Label": "admin", "Value": 81, "HostNetwork": "private"}],
                                         "DynamicPorts": [{"Label": "x"}]}],
                           "Volumes": {"data": {"Type": "host", "Source": "cache", "PerAlloc": false},
                                       "shared": {"Type": "csi", "Source": "nfs"}},
                           "Tasks": [{"Name": "nginx", "Driver": "docker",
                                      "Constraints": [{"LTarget": "${node.class}", "RTarget": "c7", "Operand": "="}],
                                      "Resources": {"CPU": 100, "MemoryMB": 64, "MemoryMaxMB": 640}}]}]}
                        """)
                    .bytes()));

    var group = JobShapes.of(job).getFirst();

    assertThat(group.group()).isEqualTo("front");
    assertThat(group.count()).isEqualTo(3);
    assertThat(group.shape().ask()).isEqualTo(new Resources(100, 64, 500, 0, 1, Map.of()));
    assertThat(JobShapes.ownedBy(job.key(), group.shape()).exclusives())
        .containsExactlyInAnyOrder("port 80", "port 81 on private", "job shop/web");
    assertThat(group.shape().where().nodePool()).isEqualTo("default");
    assertThat(group.shape().where().datacenters()).containsExactly("eu-*");
    assertThat(group.shape().where().drivers()).containsExactly("docker");
    assertThat(group.shape().where().hostVolumes()).containsExactly("cache");
    assertThat(group.shape().where().constraints())
        .containsExactly(
            new Constraint("${attr.kernel.name}", "=", "linux"),
            new Constraint("${meta.team}", "is_set", ""),
            new Constraint("${node.class}", "=", "c7"));
  }

  static long[] seeds() {
    return new Random(20261130).longs(50).toArray();
  }

  /// The model: walks through the life of an allocation and takes the greatest moment of each
  /// dimension.
  @ParameterizedTest
  @MethodSource("seeds")
  void theAskIsTheGreatestMomentOfItsLifeInEachDimension(long seed) {
    Random random = new Random(seed);
    List<JobSpec.Task> tasks = new ArrayList<>();
    String[] hooks = {"", "prestart", "poststart", "poststop"};
    for (int i = 0; i <= random.nextInt(6); i++) {
      tasks.add(
          task(
              "t" + i,
              hooks[random.nextInt(4)],
              random.nextBoolean(),
              random.nextInt(1_000),
              random.nextInt(1_000)));
    }
    long cpu = 0;
    long memory = 0;
    for (String moment : List.of("before", "main", "after")) {
      List<JobSpec.Task> now = tasks.stream().filter(t -> runs(t, moment)).toList();
      cpu = Math.max(cpu, now.stream().mapToLong(JobSpec.Task::cpu).sum());
      memory = Math.max(memory, now.stream().mapToLong(JobSpec.Task::memoryMb).sum());
    }

    Shape shape = shape(tasks.toArray(JobSpec.Task[]::new));

    assertThat(shape.ask())
        .as("seed %d", seed)
        .isEqualTo(new Resources(cpu, memory, 300, 0, 1, Map.of()));
  }

  private static boolean runs(JobSpec.Task task, String moment) {
    return switch (moment) {
      case "before" -> task.hook().equals("prestart");
      case "after" -> task.hook().equals("poststop");
      default ->
          task.hook().isEmpty()
              || task.hook().equals("poststart")
              || (task.hook().equals("prestart") && task.sidecar());
    };
  }

  private static Shape shape(JobSpec.Task... tasks) {
    JobSpec.Group group =
        new JobSpec.Group("g", 1, List.of(), 300, List.of(), List.of(), List.of(tasks));
    JobSpec job =
        new JobSpec(
            new JobKey("default", "j"),
            "",
            "batch",
            50,
            "default",
            List.of("*"),
            List.of(),
            List.of(group));
    Shape shape = JobShapes.of(job).getFirst().shape();
    assertThat(shape.exclusives()).isEqualTo(Set.of());
    return shape;
  }

  private static JobSpec.Task task(
      String name, String hook, boolean sidecar, long cpu, long memory) {
    return new JobSpec.Task(name, "docker", hook, sidecar, cpu, 0, memory, 0, Map.of(), List.of());
  }
}
