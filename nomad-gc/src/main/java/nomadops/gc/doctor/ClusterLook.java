package nomadops.gc.doctor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.AgentSelf;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.Evaluation;
import nomadops.client.model.Job;
import nomadops.client.model.JobKey;
import nomadops.client.model.VersionTag;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.gc.doctor.Backlog.Pending;
import nomadops.gc.doctor.Standing.Cause;
import nomadops.gc.intake.Judge;
import nomadops.gc.intake.NomadJobList;
import nomadops.gc.intake.PendingEvaluations;
import nomadops.gc.intake.Survey;
import nomadops.gc.job.DeadJob;
import nomadops.gc.ledger.Ledger;
import nomadops.gc.ledger.LedgerLimits;
import nomadops.gc.ledger.SharedLedger;
import nomadops.gc.policy.MetaLimits;
import nomadops.gc.policy.RetentionPolicy;
import nomadops.gc.policy.RetentionRule;
import nomadops.runtime.preflight.Look;

/// Asks a cluster what [ClusterFacts] hold: one stale list of dead jobs, a few counts, and at most
/// four requests for each job of a sample. What is refused or fails is told as such; the rest is
/// asked all the same.
public final class ClusterLook {
  private final NomadClient nomad;
  private final Terms terms;
  private final InstantSource clock;
  private final Ticker ticker;
  private final Pause pause;

  /// How it looks.
  ///
  /// @param namespace of the dead jobs, or `*`
  /// @param lockNamespace,lockPath where a collector's lock is
  /// @param samples how many overdue jobs are looked at one by one
  /// @param between from one count of the backlog to the next
  public record Terms(
      String namespace,
      int pageSize,
      String lockNamespace,
      String lockPath,
      Duration keepFor,
      int samples,
      Duration between) {}

  public ClusterLook(
      NomadClient nomad, Terms terms, InstantSource clock, Ticker ticker, Pause pause) {
    this.nomad = nomad;
    this.terms = terms;
    this.clock = clock;
    this.ticker = ticker;
    this.pause = pause;
  }

  /// Looks.
  ///
  /// @throws NomadFault when Nomad is not reached at all
  public ClusterFacts take() throws InterruptedException {
    Optional<String> leader = leader();
    Look<AgentSelf> agent = Look.at(() -> nomad.agent().self());
    ServerThresholds own = agent.seen().map(ServerThresholds::of).orElse(ServerThresholds.DEFAULTS);
    Look<Pending> before = Look.at(this::pending);
    long begin = ticker.nanos();
    Look<DeadWork> dead = Look.at(() -> dead(own));
    pause.sleep(terms.between());
    Look<Backlog> backlog = backlog(before, Look.at(this::pending), ticker.nanos() - begin);
    return new ClusterFacts(
        leader,
        agent,
        Look.at(() -> nomad.operator().schedulerConfiguration().value()),
        dead,
        standing(dead, own),
        backlog,
        Look.at(this::ended),
        Look.at(() -> nomad.agent().metrics()),
        Look.at(this::collector),
        terms.keepFor(),
        clock.instant());
  }

  private Optional<String> leader() throws InterruptedException {
    try {
      return nomad.status().leader();
    } catch (NomadFault fault) {
      fault.throwIfInterrupted();
      if (fault.isNoLeader()) {
        return Optional.empty();
      }
      throw fault;
    }
  }

  private Pending pending() {
    PendingEvaluations waiting = new PendingEvaluations(nomad);
    return new Pending(waiting.all(), waiting.deregistrations());
  }

  private long ended() {
    Read complete = Read.defaults().inAllNamespaces().withFilter("Status == \"complete\"");
    return nomad.evaluations().count(complete).value();
  }

  private static Look<Backlog> backlog(Look<Pending> before, Look<Pending> after, long nanos) {
    if (before.seen().isPresent() && after.seen().isPresent()) {
      return new Look.Seen<>(
          new Backlog(before.seen().get(), after.seen().get(), Duration.ofNanos(nanos)));
    }
    return new Look.Failed<>(before.why().isEmpty() ? after.why() : before.why());
  }

  /// Judged as Nomad would: by its threshold alone.
  private DeadWork dead(ServerThresholds own) throws InterruptedException {
    RetentionPolicy native_ =
        new RetentionPolicy(
            List.of(), RetentionRule.forAll("Nomad", own.job()), MetaLimits.DEFAULT, Duration.ZERO);
    DeadWork dead = new DeadWork(terms.samples(), own.interval().multipliedBy(2));
    Judge judge = new Judge(native_, new SharedLedger(new Ledger(LedgerLimits.DEFAULT)), _ -> {});
    NomadJobList list = new NomadJobList(nomad, terms.namespace(), "", terms.pageSize());
    var _ =
        new Survey(list, judge, clock)
            .walk((job, verdict) -> dead.add(job, verdict, clock.instant()));
    return dead;
  }

  private List<Standing> standing(Look<DeadWork> dead, ServerThresholds own)
      throws InterruptedException {
    List<Standing> all = new ArrayList<>();
    for (DeadJob job : dead.seen().map(DeadWork::oldest).orElse(List.of())) {
      Look.at(() -> standing(job, own)).seen().flatMap(found -> found).ifPresent(all::add);
    }
    return all;
  }

  /// Why it stands; empty when it does no more, as the list may be old.
  private Optional<Standing> standing(DeadJob job, ServerThresholds own) {
    JobKey key = job.key();
    if (nomad.jobs().read(key).value().isEmpty()) {
      return Optional.empty();
    }
    List<AllocationStub> allocs = nomad.jobs().allocations(key).value();
    Optional<AllocationStub> live =
        allocs.stream().filter(alloc -> !alloc.isClientTerminal()).findFirst();
    if (live.isPresent()) {
      return Optional.of(new Standing(key, Cause.ALLOCATIONS, unfinished(live.get())));
    }
    List<Evaluation> evals = nomad.jobs().evaluations(key).value();
    Optional<Evaluation> open = evals.stream().filter(eval -> !eval.isTerminal()).findFirst();
    if (open.isPresent()) {
      String seen = "its evaluation " + open.get().id() + " is " + open.get().status();
      return Optional.of(new Standing(key, Cause.EVALUATIONS, seen));
    }
    Optional<String> tag =
        nomad.jobs().versions(key).value().stream()
            .map(Job::versionTag)
            .flatMap(Optional::stream)
            .map(VersionTag::name)
            .findFirst();
    if (tag.isPresent()) {
      return Optional.of(
          new Standing(key, Cause.TAG, "one of its versions is tagged " + tag.get()));
    }
    return Optional.of(idle(key, allocs, evals, own));
  }

  private Standing idle(
      JobKey key, List<AllocationStub> allocs, List<Evaluation> evals, ServerThresholds own) {
    Instant last = Instant.EPOCH;
    for (AllocationStub alloc : allocs) {
      last = later(last, alloc.modifiedAt());
    }
    for (Evaluation eval : evals) {
      last = later(last, eval.modifiedAt());
    }
    return last.plus(own.job()).isAfter(clock.instant())
        ? new Standing(key, Cause.ACTIVITY, "it changed at " + last)
        : new Standing(key, Cause.NOTHING, "nothing of it changed since " + last);
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static String unfinished(AllocationStub alloc) {
    return "its allocation "
        + alloc.id()
        + " is "
        + alloc.clientStatus()
        + " on node "
        + (alloc.nodeName().isEmpty() ? alloc.nodeId() : alloc.nodeName());
  }

  private Optional<String> collector() {
    return nomad
        .variables()
        .read(terms.lockNamespace(), terms.lockPath())
        .value()
        .filter(variable -> variable.lock().isPresent())
        .map(variable -> variable.items().getOrDefault("holder", "unnamed"));
  }
}
