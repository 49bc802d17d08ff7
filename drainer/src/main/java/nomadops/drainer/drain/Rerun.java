package nomadops.drainer.drain;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nomadops.client.NomadClient;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.DispatchReceipt;
import nomadops.client.model.Job;
import nomadops.client.model.JobKey;
import nomadops.client.model.NomadJson;
import nomadops.client.model.RawJson;
import nomadops.client.model.RegisterReceipt;
import nomadops.drainer.plan.CutWork;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Asks Nomad to run cut work again.
///
/// Evaluating the job does not do it, with or without `ForceReschedule`, nor does registering it
/// unchanged: the drained allocation keeps its place (`MigrateDisablePlacement`), and a forced
/// reschedule is for failed ones only (`Job.Evaluate`, `shouldFilter`; seen on 2.0.5). A new
/// version of the job does, and then all of its allocations run anew. So a job is registered with
/// one more meta key, only when nothing of it is done or still runs. A dispatched child cannot be
/// registered ("can't be submitted with a payload"): its parent is dispatched anew with the same
/// payload and meta, once, since the cut allocation is the idempotency token.
public final class Rerun {
  /// Says in the job's meta which allocation was cut.
  public static final String META_KEY = "nomad-ops.rerun-of";

  private final NomadClient nomad;

  public Rerun(NomadClient nomad) {
    this.nomad = nomad;
  }

  /// Runs the job of this allocation again. May be asked again after a fault: nothing is started
  /// twice.
  public RerunAnswer again(CutWork cut) throws InterruptedException {
    if (cut.replacedBy().isPresent()) {
      return new RerunAnswer.Needless("Nomad placed it anew as " + cut.replacedBy().get());
    }
    if (!cut.jobType().equals("batch")) {
      return new RerunAnswer.Refused("a " + cut.jobType() + " job runs on each node by itself");
    }
    JobKey key = new JobKey(cut.namespace(), cut.job());
    Optional<Job> found = NodeHands.asked(() -> nomad.jobs().read(key).value());
    if (found.isEmpty()) {
      return new RerunAnswer.Refused("job " + key + " is gone; submit it again");
    }
    Job job = found.get();
    if (job.stop()) {
      return new RerunAnswer.Refused("job " + key + " was stopped");
    }
    if (job.version() != cut.jobVersion()) {
      return new RerunAnswer.Needless(
          "job " + key + " was registered anew since, as version " + job.version());
    }
    return job.dispatched() ? dispatch(job, cut) : register(job, cut);
  }

  private RerunAnswer register(Job job, CutWork cut) throws InterruptedException {
    List<AllocationStub> allocs =
        NodeHands.asked(() -> nomad.jobs().allocations(job.key()).value());
    long others =
        allocs.stream()
            .filter(alloc -> alloc.jobVersion() == job.version())
            .filter(Rerun::isDoneOrRuns)
            .count();
    if (others > 0) {
      return new RerunAnswer.Refused(
          others
              + " other allocation(s) of job "
              + job.key()
              + " are done or still run and would run again, too; register it with what is left to do");
    }
    RawJson changed = withMark(job, cut);
    Optional<RegisterReceipt> receipt =
        NodeHands.asked(() -> nomad.jobs().registerIfUnchanged(changed, job.jobModifyIndex()));
    return receipt.isPresent()
        ? new RerunAnswer.Started(job.id())
        : new RerunAnswer.Needless("job " + job.key() + " was registered anew just now");
  }

  private static boolean isDoneOrRuns(AllocationStub alloc) {
    boolean done = alloc.clientStatus().equals("complete") && alloc.desiredStatus().equals("run");
    return done || !alloc.isClientTerminal();
  }

  private static RawJson withMark(Job job, CutWork cut) {
    ObjectNode spec = (ObjectNode) NomadJson.tree(job.raw().bytes());
    ObjectNode meta = spec.path("Meta") instanceof ObjectNode own ? own : spec.putObject("Meta");
    meta.put(META_KEY, cut.alloc());
    return RawJson.owning(NomadJson.write(spec));
  }

  private RerunAnswer dispatch(Job child, CutWork cut) throws InterruptedException {
    JsonNode spec = NomadJson.tree(child.raw().bytes());
    Map<String, String> meta = new HashMap<>(child.meta());
    meta.keySet().retainAll(dispatchKeys(spec));
    JobKey parent = new JobKey(child.namespace(), child.parentId());
    if (NodeHands.asked(() -> nomad.jobs().read(parent).value()).isEmpty()) {
      return new RerunAnswer.Refused("its parent " + parent + " is gone; register it first");
    }
    String payload = spec.path("Payload").asString("");
    DispatchReceipt receipt =
        NodeHands.asked(() -> nomad.jobs().dispatch(parent, payload, meta, cut.alloc()));
    return new RerunAnswer.Started(receipt.dispatchedJobId());
  }

  /// A child's meta is its parent's and the dispatch's in one; only these keys may be given.
  private static Set<String> dispatchKeys(JsonNode spec) {
    Set<String> keys = new HashSet<>();
    for (String list : List.of("MetaRequired", "MetaOptional")) {
      spec.path("ParameterizedJob").path(list).forEach(key -> keys.add(key.asString("")));
    }
    return keys;
  }
}
