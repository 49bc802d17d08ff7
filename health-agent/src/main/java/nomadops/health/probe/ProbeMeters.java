package nomadops.health.probe;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import nomadops.health.probe.policy.Answering;
import nomadops.health.probe.policy.HandOver;
import nomadops.health.probe.policy.Liveness;
import nomadops.health.probe.policy.Readiness;
import nomadops.runtime.metrics.Meter;
import nomadops.runtime.metrics.MeterCatalogue;
import nomadops.runtime.metrics.Meters;
import org.jspecify.annotations.Nullable;

/// What is counted of a server's probe.
public final class ProbeMeters {
  private static final Meter LIVE =
      Meter.gauge("probe.live", "", "1 while /live answers 200, else 0.");
  private static final Meter LIVE_REASON =
      Meter.gauge("probe.live.reason", "", "1 for why it lives or not, 0 for others.", "reason");
  private static final Meter READY =
      Meter.gauge("probe.ready", "", "1 while /ready answers 200, else 0.");
  private static final Meter READY_REASON =
      Meter.gauge(
          "probe.ready.reason", "", "1 for why it is ready or not, 0 for others.", "reason");
  private static final Meter LATCHED =
      Meter.gauge("probe.latched", "", "1 once it was ready in this life of its process, else 0.");
  private static final Meter STOPPING =
      Meter.gauge("probe.stopping", "", "1 since prestop was asked for, else 0.");
  private static final Meter LIVES =
      Meter.gauge("probe.server.lives", "", "How many lives of the server's process were seen.");
  private static final Meter LOOKS =
      Meter.counter(
          "probe.looks", "Looks at the server: it answers, refuses or is silent.", "answering");
  private static final Meter LOOK =
      Meter.timer("probe.look.duration", "How long a look took, autopilot's answer included.");
  private static final Meter TURNS =
      Meter.counter("probe.turns", "How often a verdict turned.", "probe", "to");
  private static final Meter HAND_OVERS =
      Meter.counter("probe.handovers", "Hand-overs of the lead by how they ended.", "result");
  private static final Meter HAND_OVER =
      Meter.timer("probe.handover.duration", "How long a hand-over took.");

  /// Its part of the reference.
  public static final MeterCatalogue CATALOGUE =
      MeterCatalogue.of(
          "server-probe",
          LIVE,
          LIVE_REASON,
          READY,
          READY_REASON,
          LATCHED,
          STOPPING,
          LIVES,
          LOOKS,
          LOOK,
          TURNS,
          HAND_OVERS,
          HAND_OVER);

  private final Meters meters;
  private volatile @Nullable Seen last;

  public ProbeMeters(MeterRegistry registry) {
    this.meters = new Meters(registry);
    meters.gauge(LIVE, () -> flag(seen -> seen.live().lives()));
    meters.gauge(READY, () -> flag(seen -> seen.ready().isReady()));
    meters.gauge(LATCHED, () -> flag(Seen::latched));
    meters.gauge(STOPPING, () -> flag(Seen::stopping));
    meters.gauge(LIVES, this::lives);
    for (Liveness.Why why : Liveness.Why.values()) {
      meters.gauge(LIVE_REASON, () -> flag(seen -> seen.live().why() == why), word(why));
    }
    for (Readiness.Why why : Readiness.Why.values()) {
      meters.gauge(READY_REASON, () -> flag(seen -> seen.ready().why() == why), word(why));
    }
    for (Answering answering : Answering.values()) {
      meters.counter(LOOKS, word(answering));
    }
    for (HandOver.Result result : HandOver.Result.values()) {
      meters.counter(HAND_OVERS, word(result));
    }
    for (String probe : new String[] {"live", "ready"}) {
      meters.counter(TURNS, probe, "yes");
      meters.counter(TURNS, probe, "no");
    }
    meters.timer(LOOK);
    meters.timer(HAND_OVER);
  }

  /// After each look.
  ///
  /// @param took in nanoseconds; 0 when only the verdict was made anew
  public void looked(Seen before, Seen after, long took) {
    last = after;
    if (took > 0) {
      meters.counter(LOOKS, word(after.sight().answering())).increment();
      meters.timer(LOOK).record(Duration.ofNanos(took));
    }
    turned("live", before.live().lives(), after.live().lives());
    turned("ready", before.ready().isReady(), after.ready().isReady());
  }

  public void handedOver(Outcome outcome) {
    meters.counter(HAND_OVERS, word(outcome.result())).increment();
    meters.timer(HAND_OVER).record(outcome.took());
  }

  /// For example `no-leader`.
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void turned(String probe, boolean before, boolean after) {
    if (before != after) {
      meters.counter(TURNS, probe, after ? "yes" : "no").increment();
    }
  }

  private interface Flag {
    boolean of(Seen seen);
  }

  private double flag(Flag flag) {
    Seen seen = last;
    return seen != null && flag.of(seen) ? 1 : 0;
  }

  private int lives() {
    Seen seen = last;
    return seen == null ? 0 : seen.life().number();
  }
}
