package nomadops.health.nomad;

import java.time.Duration;
import java.util.Optional;
import nomadops.client.NomadClient;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.AgentSelf;
import nomadops.client.model.GoDuration;
import nomadops.health.check.Check;
import nomadops.health.check.Finding;

/// Whether the Nomad agent of this client answers, and whether the servers still hear from it.
///
/// Its own `/v1/agent/health?type=client` asks only whether it knows of servers, which stays true
/// while every heartbeat fails; `/v1/agent/self` tells how long ago the last heartbeat was answered
/// (`stats.client`, 1.8 to 2.0). Needs `agent:read`.
public final class AgentCheck implements Check {
  /// A heartbeat is renewed within its time to live; a little more is a hiccup.
  private static final double LATE = 1.5;

  private final NomadClient nomad;

  /// @param nomad of the agent beside this process, with a time limit of its own for requests
  public AgentCheck(NomadClient nomad) {
    this.nomad = nomad;
  }

  @Override
  public String name() {
    return "nomad";
  }

  @Override
  public Finding look(Duration within) throws InterruptedException {
    try {
      return judge(nomad.agent().self());
    } catch (NomadFault fault) {
      fault.throwIfInterrupted();
      if (Thread.currentThread().isInterrupted()) {
        return overdue(within);
      }
      return fault.isForbidden()
          ? Finding.unknown("the token may not read the agent (agent:read): " + fault.getMessage())
          : Finding.fail("the agent does not answer: " + fault.getMessage());
    }
  }

  /// A process that was stopped takes connections and says nothing.
  @Override
  public Finding overdue(Duration within) {
    return Finding.fail("the agent did not answer within " + within.toSeconds() + " s");
  }

  static Finding judge(AgentSelf self) {
    if (!self.isClient()) {
      return Finding.unknown("the agent " + self.name() + " is no client");
    }
    if (Servers.of(self).isEmpty()) {
      return Finding.fail("the agent knows no server");
    }
    Optional<Duration> ttl = duration(self, "heartbeat_ttl");
    Optional<Duration> age = duration(self, "last_heartbeat");
    if (ttl.isEmpty() || age.isEmpty() || !ttl.get().isPositive()) {
      return Finding.unknown("the agent tells of no heartbeat yet");
    }
    double times = (double) age.get().toMillis() / Math.max(1, ttl.get().toMillis());
    String said =
        "the last heartbeat was answered %.1f s ago, of a time to live of %.1f s"
            .formatted(age.get().toMillis() / 1e3, ttl.get().toMillis() / 1e3);
    return times > LATE ? Finding.fail(said) : Finding.ok(said);
  }

  private static Optional<Duration> duration(AgentSelf self, String name) {
    try {
      return self.text("stats", "client", name).map(GoDuration::parse);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
