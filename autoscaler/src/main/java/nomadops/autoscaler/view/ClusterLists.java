package nomadops.autoscaler.view;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nomadops.autoscaler.capacity.NodeLedger;
import nomadops.autoscaler.capacity.Placement;
import nomadops.autoscaler.capacity.Versions;
import nomadops.client.Answer;
import nomadops.client.NomadClient;
import nomadops.client.PageListener;
import nomadops.client.Read;
import nomadops.client.ResponseMeta;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.Evaluation;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobStub;
import nomadops.client.model.NodeStub;

/// Runs the errands that read lists.
///
/// What events keep fresh is listed consistently: a list of a lagging server might be older than
/// the gap that it is to fill. The list of jobs may lag; it says by how much.
final class ClusterLists {
  private static final String LIVE =
      "ClientStatus != \"complete\" and ClientStatus != \"failed\" and ClientStatus != \"lost\"";

  private final NomadClient nomad;
  private final NodeLedger ledger;
  private final Picture picture;
  private final InstantSource clock;
  private final int page;

  /// How a list went.
  ///
  /// @param age how old it was when it came
  /// @param pages requests
  record Outcome(Duration age, int pages) {}

  /// A list was older than what events have told since.
  static final class OutdatedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OutdatedException(String what) {
      super("the list of " + what + " is older than what is known already");
    }
  }

  ClusterLists(
      NomadClient nomad, NodeLedger ledger, Picture picture, InstantSource clock, int page) {
    this.nomad = nomad;
    this.ledger = ledger;
    this.picture = picture;
    this.clock = clock;
    this.page = page;
  }

  /// Gathers the rows of all pages.
  private static final class Rows<T> implements PageListener<T> {
    private final List<T> rows = new ArrayList<>();
    private long index = Long.MAX_VALUE;
    private Duration age = Duration.ZERO;
    private int pages;

    @Override
    public void item(T item, ResponseMeta meta) {
      rows.add(item);
    }

    /// A page tells of everything up to its own index: all pages together, up to the least.
    @Override
    public void endOfPage(ResponseMeta meta) {
      pages++;
      index = Math.min(index, meta.index().orElse(0));
      Duration lag = meta.lastContact().orElse(Duration.ZERO);
      age = age.compareTo(lag) > 0 ? age : lag;
    }
  }

  private Read everywhere() {
    return Read.defaults().inAllNamespaces().withPerPage(page);
  }

  Outcome nodes() throws InterruptedException {
    int begunIn = picture.epoch();
    Instant at = clock.instant();
    Answer<List<NodeStub>> nodes = nomad.nodes().list(Read.defaults().with("resources", "true"));
    List<Placement> placements = new ArrayList<>();
    Rows<Placement> rows = new Rows<>();
    Read live =
        everywhere().withFilter(LIVE).with("resources", "true").with("task_states", "false");
    nomad
        .allocations()
        .pages(
            live,
            new PageListener<AllocationStub>() {
              @Override
              public void item(AllocationStub stub, ResponseMeta meta) {
                Placement.of(stub).ifPresent(placements::add);
              }

              @Override
              public void endOfPage(ResponseMeta meta) {
                rows.endOfPage(meta);
              }
            });
    Instant now = clock.instant();
    taken("nodes", ledger.nodes(nodes.value(), nodes.meta().index().orElse(0), now));
    taken("allocations", ledger.placements(placements, rows.index, now));
    picture.nodesListed(at, begunIn);
    return new Outcome(Duration.ZERO, rows.pages + 1);
  }

  Outcome evaluations() throws InterruptedException {
    int begunIn = picture.epoch();
    Instant at = clock.instant();
    Rows<Evaluation> rows = new Rows<>();
    nomad
        .evaluations()
        .pages(everywhere().withFilter("Status == \"blocked\" or Status == \"pending\""), rows);
    Map<String, Versions.Row<Evaluation>> waiting = new HashMap<>();
    for (Evaluation eval : rows.rows) {
      if (Picture.waits(eval)) {
        waiting.put(eval.id(), new Versions.Row<>(eval.modifyIndex(), eval));
      }
    }
    taken("evaluations", picture.evaluations(waiting, rows.index, at, begunIn));
    return new Outcome(Duration.ZERO, rows.pages);
  }

  Outcome jobs() throws InterruptedException {
    Instant at = clock.instant();
    Rows<JobStub> rows = new Rows<>();
    nomad.jobs().pages(everywhere().withStale().withFilter("Status != \"dead\""), rows);
    Map<JobKey, JobStub> jobs = new HashMap<>();
    Instant now = clock.instant();
    for (JobStub job : rows.rows) {
      if (job.id().isEmpty()) {
        continue;
      }
      jobs.put(job.key(), job);
      ledger.jobType(job.key(), job.type(), now);
    }
    ledger.retainJobs(jobs.keySet());
    picture.jobs(jobs, at.minus(rows.age));
    return new Outcome(rows.age, rows.pages);
  }

  private static void taken(String what, boolean taken) {
    if (!taken) {
      throw new OutdatedException(what);
    }
  }

  Outcome leader() {
    boolean known = nomad.status().leader().isPresent();
    picture.leader(known, clock.instant());
    return new Outcome(Duration.ZERO, 1);
  }

  /// A token without `operator:read` cannot see it; evaluations pile up as pending then.
  Outcome broker() {
    try {
      picture.broker(nomad.operator().schedulerConfiguration().value().pauseEvalBroker());
    } catch (NomadFault fault) {
      if (!fault.isForbidden()) {
        throw fault;
      }
      picture.broker(false);
    }
    return new Outcome(Duration.ZERO, 1);
  }
}
