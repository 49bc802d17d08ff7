package nomadops.client.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// A job as far as it decides on which nodes its groups may be placed, and what they take there
/// (`GET /v1/job/:id`, Nomad 1.7 to 2.0). Affinities and spreads are left out: they keep nothing
/// from being placed.
///
/// @param parentId of a dispatched or periodic child; empty for none
/// @param nodePool `all` for any
/// @param datacenters globs
public record JobSpec(
    JobKey key,
    String parentId,
    String type,
    int priority,
    String nodePool,
    List<String> datacenters,
    List<Constraint> constraints,
    List<Group> groups) {
  public JobSpec {
    datacenters = List.copyOf(datacenters);
    constraints = List.copyOf(constraints);
    groups = List.copyOf(groups);
  }

  /// A condition on nodes.
  ///
  /// @param left mostly a reference such as `${attr.kernel.name}`
  /// @param right what it is compared with
  /// @param operand `=` and the like, or a word such as `regexp`
  public record Constraint(String left, String right, String operand) {}

  /// A task group.
  ///
  /// @param diskMb of its ephemeral disk
  /// @param ports static ones, of the group and of its tasks
  public record Group(
      String name,
      int count,
      List<Constraint> constraints,
      int diskMb,
      List<StaticPort> ports,
      List<Volume> volumes,
      List<Task> tasks) {
    public Group {
      constraints = List.copyOf(constraints);
      ports = List.copyOf(ports);
      volumes = List.copyOf(volumes);
      tasks = List.copyOf(tasks);
    }
  }

  /// A port that is the same on every node.
  ///
  /// @param network the host network; `default` for the usual one
  public record StaticPort(int number, String network) {}

  /// A volume that a group asks for.
  ///
  /// @param type `host` or `csi`
  /// @param source its name
  /// @param perAlloc each allocation has one of its own: `source[0]` and so on
  public record Volume(String type, String source, boolean perAlloc) {}

  /// A task.
  ///
  /// @param hook `prestart`, `poststart` or `poststop`; empty for a main task
  /// @param sidecar a prestart or poststart task that runs as long as the main ones
  /// @param cpu MHz; of no account where whole cores are asked for
  /// @param devices by name, as the job spells it
  public record Task(
      String name,
      String driver,
      String hook,
      boolean sidecar,
      long cpu,
      int cores,
      long memoryMb,
      long secretsMb,
      Map<String, Integer> devices,
      List<Constraint> constraints) {
    public Task {
      devices = Map.copyOf(devices);
      constraints = List.copyOf(constraints);
    }
  }

  /// Reads it out of a job.
  public static JobSpec of(Job job) {
    return of(NomadJson.tree(job.raw().bytes()));
  }

  /// The same from a job's JSON.
  public static JobSpec of(JsonNode job) {
    String namespace = text(job, "Namespace");
    String pool = text(job, "NodePool");
    return new JobSpec(
        new JobKey(namespace.isEmpty() ? "default" : namespace, text(job, "ID")),
        text(job, "ParentID"),
        text(job, "Type"),
        job.path("Priority").asInt(0),
        pool.isEmpty() ? "default" : pool,
        list(job.path("Datacenters"), dc -> dc.asString("")),
        constraints(job),
        list(job.path("TaskGroups"), JobSpec::group));
  }

  private static Group group(JsonNode group) {
    List<StaticPort> ports = new ArrayList<>(ports(group.path("Networks")));
    for (JsonNode task : group.path("Tasks")) {
      ports.addAll(ports(task.path("Resources").path("Networks")));
    }
    List<Volume> volumes = new ArrayList<>();
    for (JsonNode volume : group.path("Volumes")) {
      volumes.add(
          new Volume(
              text(volume, "Type"),
              text(volume, "Source"),
              volume.path("PerAlloc").asBoolean(false)));
    }
    return new Group(
        text(group, "Name"),
        group.path("Count").asInt(1),
        constraints(group),
        group.path("EphemeralDisk").path("SizeMB").asInt(0),
        ports,
        volumes,
        list(group.path("Tasks"), JobSpec::task));
  }

  private static List<StaticPort> ports(JsonNode networks) {
    List<StaticPort> ports = new ArrayList<>();
    for (JsonNode network : networks) {
      for (JsonNode port : network.path("ReservedPorts")) {
        String name = text(port, "HostNetwork");
        ports.add(new StaticPort(port.path("Value").asInt(0), name.isEmpty() ? "default" : name));
      }
    }
    return ports;
  }

  private static Task task(JsonNode task) {
    JsonNode resources = task.path("Resources");
    JsonNode lifecycle = task.path("Lifecycle");
    Map<String, Integer> devices = new LinkedHashMap<>();
    List<Constraint> constraints = new ArrayList<>(constraints(task));
    for (JsonNode device : resources.path("Devices")) {
      devices.merge(text(device, "Name"), device.path("Count").asInt(1), Integer::sum);
    }
    return new Task(
        text(task, "Name"),
        text(task, "Driver"),
        text(lifecycle, "Hook"),
        lifecycle.path("Sidecar").asBoolean(false),
        resources.path("CPU").asLong(0),
        resources.path("Cores").asInt(0),
        resources.path("MemoryMB").asLong(0),
        resources.path("SecretsMB").asLong(0),
        devices,
        constraints);
  }

  private static List<Constraint> constraints(JsonNode holder) {
    return list(
        holder.path("Constraints"),
        c -> new Constraint(text(c, "LTarget"), text(c, "RTarget"), text(c, "Operand")));
  }

  private static String text(JsonNode holder, String field) {
    return holder.path(field).asString("");
  }

  private static <T> List<T> list(JsonNode array, Function<JsonNode, T> each) {
    List<T> list = new ArrayList<>();
    for (JsonNode item : array) {
      list.add(each.apply(item));
    }
    return list;
  }
}
