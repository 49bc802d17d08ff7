package nomadops.drainer;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import nomadops.drainer.lifecycle.Heartbeats;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.CutWork;
import nomadops.drainer.plan.Doomed;
import nomadops.drainer.plan.DrainDecision;
import nomadops.drainer.sqs.IntakeStatus;
import nomadops.drainer.sqs.QueueIntake;
import nomadops.runtime.metrics.Meter;
import nomadops.runtime.metrics.MeterCatalogue;
import nomadops.runtime.metrics.Meters;

/// What the drainer counts.
public final class DrainerMeters implements Watcher {
  private static final Meter NOTICES =
      Meter.counter("drainer.notices", "Notices taken on, each telling of each counted.", "kind");
  private static final Meter ACTIONS =
      Meter.counter("drainer.actions", "What was done to nodes and lifecycle actions.", "action");
  private static final Meter REFUSED =
      Meter.counter(
          "drainer.refusals",
          "What came to nothing, since it would harm more or makes no sense any more.",
          "action");
  private static final Meter CUT =
      Meter.counter("drainer.batch.cut", "Batch allocations that a drain cut off.");
  private static final Meter FAILURES =
      Meter.counter("drainer.failures", "What could not be done at first, and is tried again.");
  private static final Meter ENDED =
      Meter.counter("drainer.instances.ended", "Instances that are dealt with.", "ending");
  private static final Meter DURATION =
      Meter.timer("drainer.instance.duration", "From an instance's first notice to its end.");
  private static final Meter UNDER_WAY =
      Meter.gauge("drainer.instances", "", "Instances under way.");
  private static final Meter HOOKS =
      Meter.gauge("drainer.hooks.open", "", "Lifecycle actions that are kept open.");
  private static final Meter MESSAGES =
      Meter.gauge("drainer.messages.open", "", "Messages in hand.", "queue");
  private static final Meter UNREADABLE =
      Meter.gauge(
          "drainer.messages.unreadable", "", "Messages that nobody could read so far.", "queue");
  private static final Meter PARKED =
      Meter.gauge(
          "drainer.messages.parked",
          "",
          "Messages that this process has put out of the way, hidden in their queue for hours.",
          "queue");
  private static final Meter FOREIGN =
      Meter.gauge(
          "drainer.messages.foreign",
          "",
          "Deliveries of messages of other groups, handed back so far.",
          "queue");
  private static final Meter POLL_AGE =
      Meter.gauge(
          "drainer.poll.age",
          "seconds",
          "How long ago the queue last answered a poll; -1 before the first.",
          "queue");

  /// All of them.
  public static final MeterCatalogue CATALOGUE =
      MeterCatalogue.of(
          "drainer",
          NOTICES,
          ACTIONS,
          REFUSED,
          CUT,
          FAILURES,
          ENDED,
          DURATION,
          UNDER_WAY,
          HOOKS,
          MESSAGES,
          UNREADABLE,
          PARKED,
          FOREIGN,
          POLL_AGE);

  private final Meters meters;

  public DrainerMeters(MeterRegistry registry) {
    this.meters = new Meters(registry);
  }

  /// Adds what is read off, not counted.
  public void watch(
      Drainer drainer, Heartbeats heartbeats, List<QueueIntake> queues, InstantSource clock) {
    var _ = meters.gauge(UNDER_WAY, () -> drainer.view().size());
    var _ = meters.gauge(HOOKS, heartbeats::openActions);
    for (QueueIntake queue : queues) {
      String name = queue.status().queue();
      var _ = meters.gauge(MESSAGES, () -> queue.status().open(), name);
      var _ = meters.gauge(UNREADABLE, () -> queue.status().counts().unreadable(), name);
      var _ = meters.gauge(PARKED, () -> queue.status().parked(), name);
      var _ = meters.gauge(FOREIGN, () -> queue.status().counts().foreign(), name);
      var _ = meters.gauge(POLL_AGE, () -> age(queue.status(), clock), name);
    }
  }

  private static double age(IntakeStatus status, InstantSource clock) {
    return status
        .lastPoll()
        .map((Instant poll) -> Duration.between(poll, clock.instant()).toMillis() / 1000.0)
        .orElse(-1.0);
  }

  @Override
  public void received(Notice notice) {
    meters.counter(NOTICES, notice.kind()).increment();
  }

  @Override
  public void performed(Doomed doomed, DrainDecision decision) {
    meters.counter(ACTIONS, action(decision)).increment();
  }

  private static String action(DrainDecision decision) {
    return DrainDecision.word(decision).replace(' ', '_');
  }

  @Override
  public void refused(Doomed doomed, DrainDecision decision, String why) {
    meters.counter(REFUSED, action(decision)).increment();
  }

  @Override
  public void cut(Doomed doomed, List<CutWork> cut) {
    meters.counter(CUT).increment(cut.size());
  }

  @Override
  public void failed(Doomed doomed, String what, RuntimeException fault) {
    meters.counter(FAILURES).increment();
  }

  @Override
  public void closed(Doomed doomed, DrainDecision.Close how, Duration took) {
    meters.counter(ENDED, word(how.ending())).increment();
    meters.timer(DURATION).record(took);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
