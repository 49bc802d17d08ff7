package nomadops.health.scheduling;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.client.NomadClient;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.Job;
import nomadops.client.model.JobKey;
import nomadops.client.model.NomadJson;
import nomadops.client.model.RawJson;
import nomadops.client.model.RegisterReceipt;

/// The job whose evaluations are measured. Nothing of it ever runs: it wants no allocation (count
/// 0), and names a datacenter that has no nodes, so that no node's coming and going evaluates it.
///
/// It is a system job since only those are `running` as long as nobody stops them (Nomad 2.0.5,
/// `StateStore.getJobStatus`): one of type batch or service would be `dead` at once. A dead batch
/// job is collected, a dead service job is told of as forgotten, and the status of either would be
/// written anew with each evaluation. Its evaluation is done by a worker alone: there is no plan to
/// apply, and none is ever blocked.
public final class CanaryJob {
  /// In its meta: that it is ours, and of which shape.
  static final String MARK = "nomad-ops.canary";

  static final String SHAPE = "1";

  private final NomadClient nomad;
  private final JobKey key;
  private final int priority;
  private final boolean makesNamespace;

  /// @param priority 1 to 100
  /// @param makesNamespace whether a namespace that is missing is made, which needs a management
  ///   token
  public CanaryJob(NomadClient nomad, JobKey key, int priority, boolean makesNamespace) {
    this.nomad = nomad;
    this.key = key;
    this.priority = priority;
    this.makesNamespace = makesNamespace;
  }

  JobKey key() {
    return key;
  }

  /// Registers the job when it is missing, stopped or of another shape; one that fits is not
  /// touched, so that it gets no new version. Who is first among several wins, the others find it
  /// there.
  ///
  /// @return why not: a job of this name that is not ours
  Optional<String> ensure() {
    Optional<Job> there = nomad.jobs().read(key).value();
    if (there.isPresent() && !there.get().meta().containsKey(MARK)) {
      return Optional.of(
          "job \"%s\" of namespace \"%s\" is not the canary's (it has no meta %s); give the canary another name"
              .formatted(key.id(), key.namespace(), MARK));
    }
    if (there.filter(this::fits).isEmpty()) {
      register(there.map(Job::jobModifyIndex).orElse(0L));
    }
    return Optional.empty();
  }

  /// Asks for an evaluation; empty when the job is gone.
  Optional<RegisterReceipt> evaluate() {
    try {
      return Optional.of(nomad.jobs().evaluate(key));
    } catch (NomadFault.Answered fault) {
      if (fault.isNotFound()) {
        return Optional.empty();
      }
      throw fault;
    }
  }

  private boolean fits(Job job) {
    return !job.stop() && job.priority() == priority && SHAPE.equals(job.meta().get(MARK));
  }

  private void register(long jobModifyIndex) {
    try {
      var _ = nomad.jobs().registerIfUnchanged(spec(), jobModifyIndex);
    } catch (NomadFault.Answered fault) {
      if (!makesNamespace || !Refusals.lacksNamespace(fault)) {
        throw fault;
      }
      nomad.namespaces().apply(key.namespace(), "Of nomad-ops: its scheduling canary.");
      var _ = nomad.jobs().registerIfUnchanged(spec(), jobModifyIndex);
    }
  }

  private RawJson spec() {
    // Should it be placed in spite of all, it would do nothing.
    Map<String, Object> task =
        Map.of("Name", "idle", "Driver", "raw_exec", "Config", Map.of("command", "true"));
    Map<String, Object> group = Map.of("Name", "idle", "Count", 0, "Tasks", List.of(task));
    Map<String, Object> job =
        Map.of(
            "ID", key.id(),
            "Name", key.id(),
            "Namespace", key.namespace(),
            "Type", "system",
            "Priority", priority,
            "Datacenters", List.of("nomad-ops-nowhere"),
            "Meta", Map.of(MARK, SHAPE),
            "TaskGroups", List.of(group));
    return RawJson.owning(NomadJson.write(job));
  }
}
