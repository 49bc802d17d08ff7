package nomadops.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a job's specification says about where its allocations may be placed and what they take:
/// `/v1/job/:id` of Nomad 1.7 to 2.0. Affinities and spreads are not here, as they keep nothing
/// from being placed.
///
/// @param parentId the job that made this one; empty when none did
/// @param type `service`, `batch`, `system` or `sysbatch`
/// @param nodePool `all` for any; empty from servers before 1.6
/// @param datacenters globs
/// @param jobModifyIndex changes when the specification does
public record JobSpec(
    @JsonProperty("ID") String id,
    @JsonProperty("Namespace") String namespace,
    @JsonProperty("ParentID") String parentId,
    @JsonProperty("Type") String type,
    @JsonProperty("Priority") int priority,
    @JsonProperty("NodePool") String nodePool,
    @JsonProperty("Datacenters") List<String> datacenters,
    @JsonProperty("Constraints") List<Condition> constraints,
    @JsonProperty("TaskGroups") List<Group> groups,
    @JsonProperty("Meta") Map<String, String> meta,
    @JsonProperty("Version") long version,
    @JsonProperty("CreateIndex") long createIndex,
    @JsonProperty("JobModifyIndex") long jobModifyIndex) {

  public JobSpec {
    id = Fields.text(id);
    namespace = namespace == null || namespace.isEmpty() ? "default" : namespace;
    parentId = Fields.text(parentId);
    type = Fields.text(type);
    nodePool = Fields.text(nodePool);
    datacenters = Fields.list(datacenters);
    constraints = Fields.list(constraints);
    groups = Fields.list(groups);
    meta = Fields.texts(meta);
  }

  /// The specification of a job that was read.
  ///
  /// @throws tools.jackson.core.JacksonException when its JSON is of another shape
  public static JobSpec of(Job job) {
    return of(job.raw());
  }

  /// The specification in a job's JSON.
  ///
  /// @throws tools.jackson.core.JacksonException when it is of another shape
  public static JobSpec of(RawJson job) {
    return NomadJson.read(job.shared(), JobSpec.class);
  }

  public JobKey key() {
    return new JobKey(namespace, id);
  }

  /// A `constraint` block.
  ///
  /// @param left mostly a reference, e.g. `${attr.kernel.name}`
  /// @param operand e.g. `=`, `regexp`, `distinct_hosts`
  public record Condition(
      @JsonProperty("LTarget") String left,
      @JsonProperty("Operand") String operand,
      @JsonProperty("RTarget") String right) {
    public Condition {
      left = Fields.text(left);
      operand = Fields.text(operand);
      right = Fields.text(right);
    }
  }

  /// A task group.
  ///
  /// @param volumes by the group's own name for each
  /// @param maxRunTime nanoseconds, of `max_run_duration`; null for no limit, and before 2.0
  public record Group(
      @JsonProperty("Name") String name,
      @JsonProperty("Count") int count,
      @JsonProperty("Constraints") List<Condition> constraints,
      @JsonProperty("EphemeralDisk") @Nullable Disk disk,
      @JsonProperty("Networks") List<Network> networks,
      @JsonProperty("Volumes") Map<String, Volume> volumes,
      @JsonProperty("Tasks") List<Task> tasks,
      @JsonProperty("MaxRunDuration") @Nullable Long maxRunTime) {
    public Group {
      name = Fields.text(name);
      constraints = Fields.list(constraints);
      networks = Fields.list(networks);
      volumes = Fields.map(volumes);
      tasks = Fields.list(tasks);
    }

    public int diskMb() {
      return disk == null ? 0 : disk.sizeMb();
    }

    /// After which an allocation is stopped, where there is such a limit.
    public Optional<Duration> maxRunDuration() {
      return Optional.ofNullable(maxRunTime).filter(n -> n > 0).map(Duration::ofNanos);
    }
  }

  /// The ephemeral disk of a group.
  public record Disk(@JsonProperty("SizeMB") int sizeMb) {}

  /// A `volume` block of a group.
  ///
  /// @param type `host` or `csi`
  /// @param perAlloc each allocation has its own: `source[0]`, `source[1]`, ...
  public record Volume(
      @JsonProperty("Type") String type,
      @JsonProperty("Source") String source,
      @JsonProperty("ReadOnly") boolean readOnly,
      @JsonProperty("PerAlloc") boolean perAlloc) {
    public Volume {
      type = Fields.text(type);
      source = Fields.text(source);
    }
  }

  /// A `network` block of a group or, in old jobs, of a task.
  ///
  /// @param mode `host`, `bridge`, `none`, `cni/...`; empty means `host`
  /// @param staticPorts ports whose number on the host is fixed (`ReservedPorts`)
  public record Network(
      @JsonProperty("Mode") String mode, @JsonProperty("ReservedPorts") List<Port> staticPorts) {
    public Network {
      mode = Fields.text(mode);
      staticPorts = Fields.list(staticPorts);
    }
  }

  /// A static port.
  ///
  /// @param hostNetwork the client's host network that it is on; empty or `default` for its default
  ///   one
  /// @param ignoreCollision may be shared with other allocations
  public record Port(
      @JsonProperty("Label") String label,
      @JsonProperty("Value") int value,
      @JsonProperty("HostNetwork") String hostNetwork,
      @JsonProperty("IgnoreCollision") boolean ignoreCollision) {
    public Port {
      label = Fields.text(label);
      hostNetwork = Fields.text(hostNetwork);
    }
  }

  /// A task.
  ///
  /// @param lifecycle null for a main task
  public record Task(
      @JsonProperty("Name") String name,
      @JsonProperty("Driver") String driver,
      @JsonProperty("Constraints") List<Condition> constraints,
      @JsonProperty("Lifecycle") @Nullable Lifecycle lifecycle,
      @JsonProperty("Resources") Resources resources) {
    public Task {
      name = Fields.text(name);
      driver = Fields.text(driver);
      constraints = Fields.list(constraints);
      resources = resources == null ? Resources.NONE : resources;
    }
  }

  /// When a task runs.
  ///
  /// @param hook `prestart`, `poststart` or `poststop`
  /// @param sidecar goes on while the main tasks run
  public record Lifecycle(
      @JsonProperty("Hook") String hook, @JsonProperty("Sidecar") boolean sidecar) {
    public Lifecycle {
      hook = Fields.text(hook);
    }
  }

  /// What a task takes.
  ///
  /// @param cpu MHz; without meaning when there are cores
  /// @param cores whole cores
  /// @param memoryMb what counts for placement, beside `secretsMb`
  /// @param memoryMaxMb what it may take when nobody else needs it
  /// @param secretsMb its secrets folder, which is in memory (from 1.10 on)
  public record Resources(
      @JsonProperty("CPU") int cpu,
      @JsonProperty("Cores") int cores,
      @JsonProperty("MemoryMB") int memoryMb,
      @JsonProperty("MemoryMaxMB") int memoryMaxMb,
      @JsonProperty("SecretsMB") int secretsMb,
      @JsonProperty("Devices") List<Device> devices,
      @JsonProperty("Networks") List<Network> networks) {
    static final Resources NONE = new Resources(0, 0, 0, 0, 0, List.of(), List.of());

    public Resources {
      devices = Fields.list(devices);
      networks = Fields.list(networks);
    }
  }

  /// A `device` block.
  ///
  /// @param name `gpu`, `nvidia/gpu` or `nvidia/gpu/1080ti`
  /// @param constraints on the device's own attributes
  public record Device(
      @JsonProperty("Name") String name,
      @JsonProperty("Count") int count,
      @JsonProperty("Constraints") List<Condition> constraints) {
    public Device {
      name = Fields.text(name);
      constraints = Fields.list(constraints);
    }
  }
}
