package nomadops.gc.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.events.EventStream;
import nomadops.client.events.NomadEvent;
import nomadops.client.events.StreamGap;
import nomadops.client.events.StreamItem;
import nomadops.client.events.Subscription;
import nomadops.client.events.Topic;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.Evaluation;
import nomadops.client.model.Job;
import nomadops.gc.job.DeadJob;
import nomadops.gc.ledger.SharedLedger;
import nomadops.gc.purge.Compensator;
import nomadops.gc.purge.FinishedEvals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the event stream: what was registered (ids that come back), what died and falls due
/// before the next list, what our purges really deleted (compensation), which of our evaluations
/// ended, and how many of others wait (the pace). It speeds things up and is never relied on: after
/// a gap or a reconnect the intake lists again, and while it is broken the collector works from
/// lists alone and says so.
public final class EventWatch {
  private static final Logger LOG = LoggerFactory.getLogger(EventWatch.class);
  private static final Duration GLANCE = Duration.ofMillis(200);
  private static final Duration DATING = Duration.ofSeconds(1);
  private static final int BUFFER = 16_384;
  private static final int NAMESPACES = 10_000;

  private final NomadClient nomad;
  private final String namespace;
  private final Judge judge;
  private final SharedLedger ledger;
  private final Compensator compensator;
  private final ForeignBacklog backlog;
  private final FinishedEvals finished;
  private final Intake intake;
  private final InstantSource clock;
  private final Set<String> renewedFor = ConcurrentHashMap.newKeySet();
  private volatile boolean renew;
  private Instant dated = Instant.MIN;
  private volatile State state = new State(false, 0, "not connected yet");

  /// How the stream stands.
  ///
  /// @param gaps how often events may have been missed
  public record State(boolean connected, long gaps, String reason) {}

  public EventWatch(
      NomadClient nomad,
      String namespace,
      Judge judge,
      SharedLedger ledger,
      Compensator compensator,
      ForeignBacklog backlog,
      FinishedEvals finished,
      Intake intake,
      InstantSource clock) {
    this.nomad = nomad;
    this.namespace = namespace;
    this.judge = judge;
    this.ledger = ledger;
    this.compensator = compensator;
    this.backlog = backlog;
    this.finished = finished;
    this.intake = intake;
    this.clock = clock;
  }

  /// Follows the stream until told to stop.
  public void run(BooleanSupplier stop) throws InterruptedException {
    finished.onMissed(this::renewFor);
    Subscription wanted =
        Subscription.to(Topic.JOB, Topic.EVALUATION).inNamespace(namespace).withBuffer(BUFFER);
    while (!stop.getAsBoolean()) {
      renew = false;
      try (EventStream stream = nomad.events().subscribe(wanted)) {
        while (!stop.getAsBoolean() && !renew) {
          Optional<StreamItem> item = stream.next(GLANCE);
          item.ifPresent(this::take);
        }
      }
    }
  }

  /// Once for a namespace: where the token may not follow it, a new stream is silent as well.
  private void renewFor(String missed) {
    if (renewedFor.size() < NAMESPACES && renewedFor.add(missed)) {
      LOG.info("the event stream does not tell of namespace {}, opening it anew", missed);
      renew = true;
    }
  }

  private void take(StreamItem item) {
    switch (item) {
      case NomadEvent.JobEvent event -> job(event);
      case NomadEvent.EvaluationEvent event -> evaluation(event.evaluation());
      case StreamItem.Connected _ -> connected();
      case StreamItem.Disconnected(NomadFault cause, Duration _) -> disconnected(cause);
      case StreamGap gap -> missed(gap);
      case StreamItem.Heartbeat _,
          NomadEvent.AllocationEvent _,
          NomadEvent.NodeEvent _,
          NomadEvent.DeploymentEvent _,
          NomadEvent.Unknown _ -> {}
    }
  }

  private void job(NomadEvent.JobEvent event) {
    Job job = event.job();
    Instant now = clock.instant();
    if (event.type().equals("JobRegistered")) {
      ledger.registered(job.key(), event.index());
    } else if (event.type().equals("JobDeregistered")) {
      compensator.deregistered(
          job.key(), event.index(), job.jobModifyIndex(), job.priority(), job.raw());
    }
    if (died(event)) {
      judge.soonest(DeadJob.died(job), now).ifPresent(intake::expect);
    }
    if (Duration.between(dated, now).compareTo(DATING) >= 0) {
      dated = now;
      judge.saw(job.jobModifyIndex(), job.submittedAt(), now);
    }
  }

  /// The event of a death, whatever brought it about, has the job as that index left it. That of a
  /// purge has it as it was before (Nomad 1.8 and 2.0.5).
  private static boolean died(NomadEvent.JobEvent event) {
    return event.job().status().equals("dead") && event.job().modifyIndex() == event.index();
  }

  private void evaluation(Evaluation eval) {
    compensator.evaluated(eval);
    backlog.saw(eval);
    finished.saw(eval);
  }

  private void connected() {
    boolean again = !state.reason().equals("not connected yet");
    state = new State(true, state.gaps(), "");
    finished.following(true);
    backlog.following(true);
    seedBacklog();
    if (again) {
      intake.relist();
    }
  }

  private void disconnected(NomadFault cause) {
    if (state.connected()) {
      LOG.warn(
          "the event stream broke, working from lists alone until it is back: {}",
          cause.getMessage());
    }
    backlog.forget();
    backlog.following(false);
    finished.following(false);
    state = new State(false, state.gaps(), String.valueOf(cause.getMessage()));
  }

  private void missed(StreamGap gap) {
    LOG.info("events may have been missed ({}), listing anew", gap.cause());
    state = new State(state.connected(), state.gaps() + 1, state.reason());
    finished.following(true);
    seedBacklog();
    intake.relist();
  }

  /// Events say what changes; what already waits must be asked for.
  private void seedBacklog() {
    backlog.forget();
    try {
      Read pending =
          Read.defaults()
              .inNamespace(namespace)
              .withStale()
              .withFilter("Status == \"pending\"")
              .withPerPage(1000);
      nomad.evaluations().page(pending).value().forEach(backlog::saw);
    } catch (NomadFault fault) {
      LOG.info("the evaluations that wait are not known: {}", fault.getMessage());
    }
  }

  public State state() {
    return state;
  }
}
