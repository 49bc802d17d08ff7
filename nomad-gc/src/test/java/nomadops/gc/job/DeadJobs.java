package nomadops.gc.job;

import java.time.Instant;
import java.util.Map;
import nomadops.client.model.JobKey;

/// Builds dead jobs for tests: a finished batch job unless said otherwise.
public final class DeadJobs {
  private JobKey key = new JobKey("default", "job");
  private JobType type = JobType.BATCH;
  private String status = "dead";
  private String parent = "";
  private boolean stop;
  private boolean periodic;
  private boolean parameterized;
  private Instant submitted = Instant.EPOCH;
  private AllocCounts allocs = new AllocCounts(0, 0, 0, 1, 0, 0, 0);
  private int liveChildren;
  private long create = 10;
  private long modify = 12;
  private long jobModify = 10;
  private Map<String, String> meta = Map.of();

  public static DeadJobs job(String id) {
    DeadJobs jobs = new DeadJobs();
    jobs.key = new JobKey("default", id);
    return jobs;
  }

  public DeadJobs in(String namespace) {
    key = new JobKey(namespace, key.id());
    return this;
  }

  public DeadJobs type(JobType t) {
    type = t;
    return this;
  }

  public DeadJobs status(String s) {
    status = s;
    return this;
  }

  public DeadJobs childOf(String p) {
    parent = p;
    return this;
  }

  public DeadJobs stopped() {
    stop = true;
    return this;
  }

  public DeadJobs periodic() {
    periodic = true;
    return this;
  }

  public DeadJobs parameterized() {
    parameterized = true;
    return this;
  }

  public DeadJobs submitted(Instant at) {
    submitted = at;
    return this;
  }

  public DeadJobs allocs(int running, int complete, int failed, int lost) {
    allocs = new AllocCounts(0, 0, running, complete, failed, lost, 0);
    return this;
  }

  public DeadJobs liveChildren(int n) {
    liveChildren = n;
    return this;
  }

  /// Raft indexes: first registration, last registration, last change.
  public DeadJobs indexes(long created, long registered, long changed) {
    create = created;
    jobModify = registered;
    modify = changed;
    return this;
  }

  public DeadJobs meta(String name, String value) {
    meta = Map.of(name, value);
    return this;
  }

  public DeadJob build() {
    return new DeadJob(
        key,
        type,
        status,
        parent,
        stop,
        periodic,
        parameterized,
        submitted,
        allocs,
        liveChildren,
        create,
        modify,
        jobModify,
        0,
        meta);
  }
}
