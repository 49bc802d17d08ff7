package nomadops.health.cli;

import static nomadops.runtime.status.Figure.level;
import static nomadops.runtime.status.Figure.meter;
import static nomadops.runtime.status.Figure.rate;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import nomadops.health.probe.Probe;
import nomadops.health.probe.ProbeDecisions;
import nomadops.health.probe.ProbePages;
import nomadops.health.probe.Seen;
import nomadops.health.probe.policy.ServerSelf;
import nomadops.runtime.leader.Standing;
import nomadops.runtime.status.Hold;
import nomadops.runtime.status.Overview;

/// How a server's probe is shown to people.
record ProbeOverview(Probe probe, ProbePages pages, ProbeDecisions decisions) {
  /// The data that the page is made of.
  ///
  /// @param registry where the probe's meters are bound
  Overview of(MeterRegistry registry) {
    return Overview.of("Answers a kubelet for the Nomad server beside it.")
        .withStanding(this::standing)
        .withDoing(this::doing)
        .withFigures(
            rate("Raft entries applied", this::applied),
            rate("Looks", meter(registry, "probe.looks")),
            rate("Looks refused", meter(registry, "probe.looks", "answering", "refuses")),
            level("Turns of verdicts", "", meter(registry, "probe.turns")),
            level("Lives of the server", "", meter(registry, "probe.server.lives")),
            level("Age of the last look", "s", () -> probe.age().toMillis() / 1e3))
        .withHolds(this::holds)
        .withDecisions(decisions::newestFirst);
  }

  private Standing standing() {
    Seen seen = probe.seen();
    String leader = seen.sight().self().map(ServerSelf::leader).orElse("");
    return new Standing(
        seen.leads(),
        leader,
        seen.leads() ? "the server beside it leads" : "another server leads, or none");
  }

  private String doing() {
    Seen seen = probe.seen();
    return "The server is %s and %s: %s."
        .formatted(
            seen.live().lives() ? "live" : "not live",
            seen.ready().isReady() ? "ready" : "not ready",
            seen.ready().reason());
  }

  private double applied() {
    return probe.seen().sight().self().map(self -> (double) self.applied()).orElse(Double.NaN);
  }

  private List<Hold> holds() {
    Seen seen = probe.seen();
    List<Hold> all = new ArrayList<>();
    if (!seen.live().lives()) {
      all.add(new Hold("a restart", seen.live().reason()));
    }
    if (!seen.ready().isReady()) {
      all.add(new Hold("readiness", seen.ready().reason()));
    }
    if (seen.stopping()) {
      all.add(new Hold("its stop", "prestop was asked for; it is not ready any more"));
    }
    pages.missing().ifPresent(right -> all.add(new Hold("a right of the token", right)));
    return all;
  }
}
