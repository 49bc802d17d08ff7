package nomadops.health.scheduling.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import nomadops.health.scheduling.policy.WedgeFacts.Broker;
import nomadops.health.scheduling.policy.WedgeFacts.Servers;

/// Three servers, each with a probe of its own, in a world that goes wrong in every way: schedulers
/// wedge, leaders come back, two believe to lead at once, reads and answers are lost, records are
/// read and written at different times, probes restart, clocks differ. It knows how things are, and
/// notes what must never happen.
final class WedgeWorld {
  private static final Duration STEP = Duration.ofSeconds(10);
  private static final WedgeTerms TERMS = WedgeTerms.usual();
  private static final List<String> NAMES = List.of("a", "b", "c");

  /// A server and its probe.
  private static final class Server {
    final String name;
    final Duration skew;
    final WedgePolicy policy;
    WedgeState state = WedgeState.START;
    boolean wedged;
    boolean healthy = true;
    boolean transfersFail;
    int believes;
    Optional<Instant> handedOver = Optional.empty();
    Optional<Instant> lastCondemned = Optional.empty();
    Optional<Instant> condemnedSince = Optional.empty();
    Optional<Condemnations> toWrite = Optional.empty();

    Server(String name, Duration skew) {
      this.name = name;
      this.skew = skew;
      this.policy = new WedgePolicy(name, TERMS);
    }
  }

  final List<String> violations = new ArrayList<>();
  final Map<String, Integer> done = new TreeMap<>();
  private final Random random;
  private final Map<String, Server> servers = new TreeMap<>();
  private Condemnations record = Condemnations.NONE;
  private Instant now = Instant.parse("2026-11-27T00:00:00Z");
  private String leader = "a";
  private boolean paused;
  private boolean busy;
  private boolean everyoneWedges;
  private long ready = 5;

  WedgeWorld(long seed) {
    random = new Random(seed);
    for (String name : NAMES) {
      servers.put(name, new Server(name, Duration.ofSeconds(random.nextInt(60) - 30)));
    }
  }

  private boolean oneIn(int many) {
    return random.nextInt(many) == 0;
  }

  void tick() {
    now = now.plus(STEP);
    happens();
    ready = busy ? Math.max(0, ready + random.nextInt(9) - 4) : ready + random.nextInt(2);
    for (Server server : servers.values()) {
      // A server that lost leadership may believe in it for a while.
      server.believes =
          server.name.equals(leader) && oneIn(40)
              ? random.nextInt(100)
              : Math.max(0, server.believes - 1);
      boolean leads = server.name.equals(leader) || server.believes > 0;
      server.toWrite.ifPresent(wanted -> write(server, wanted));
      server.toWrite = Optional.empty();
      step(server, leads);
      restarts(server);
    }
    if (servers.values().stream().filter(s -> s.state.condemned()).count() > 1) {
      violations.add(now + ": two servers are condemned at once");
    }
  }

  private void happens() {
    paused = paused ? !oneIn(30) : oneIn(600);
    busy = busy ? !oneIn(60) : oneIn(200);
    everyoneWedges = everyoneWedges ? !oneIn(300) : oneIn(800);
    for (Server server : servers.values()) {
      server.wedged = server.wedged ? !oneIn(150) : oneIn(300) || everyoneWedges;
      server.healthy = server.healthy ? !oneIn(300) : oneIn(20);
      server.transfersFail = server.transfersFail ? !oneIn(60) : oneIn(100);
      if (oneIn(500)) {
        server.state = WedgeState.START; // its probe restarts
        server.condemnedSince = Optional.empty();
        server.handedOver = Optional.empty();
      }
    }
    if (oneIn(100)) {
      leader = NAMES.get(random.nextInt(NAMES.size()));
    }
    if (oneIn(3_000)) {
      // Somebody writes it, and nothing in it changes.
      record = new Condemnations(record.current(), record.last(), record.index() + 1);
    }
  }

  private int healthyOthers(Server me) {
    return (int) servers.values().stream().filter(s -> s != me && s.healthy).count();
  }

  private int tolerance() {
    return (int) servers.values().stream().filter(s -> s.healthy).count() - 2;
  }

  private Outcome outcome(Server server) {
    if (paused && !oneIn(50)) {
      return new Outcome.Paused();
    }
    return switch (random.nextInt(200)) {
      case 0 -> new Outcome.Unanswered("silence");
      case 1 -> new Outcome.Refused(Outcome.Cause.OTHER, "no");
      default ->
          paused || server.wedged || (busy && !oneIn(50))
              ? new Outcome.Late(Duration.ofSeconds(40), !paused && !oneIn(200), "late")
              : new Outcome.Scheduled(Duration.ofMillis(2));
    };
  }

  private void step(Server server, boolean leads) {
    WedgeFacts facts = leads ? facts(server) : WedgeFacts.following();
    Step step = server.policy.step(server.state, facts, now.plus(server.skew));
    server.state = step.next();
    Decision decision = step.decision();
    done.merge(decision.getClass().getSimpleName(), 1, Integer::sum);
    switch (decision) {
      case Decision.Hold hold -> done.merge(hold.guard().word(), 1, Integer::sum);
      case Decision.HandOver _ -> {
        check(server, leads, "leadership is handed over");
        handOver(server);
      }
      case Decision.Condemn asked -> {
        check(server, leads, "a server is condemned");
        condemn(server, asked);
      }
      case Decision.Absolve _ -> server.condemnedSince = Optional.empty();
      case Decision.Watch _ -> {
        // Nothing.
      }
    }
  }

  private WedgeFacts facts(Server server) {
    boolean progress = busy && !server.wedged;
    Optional<Broker> broker =
        oneIn(300)
            ? Optional.empty()
            : Optional.of(new Broker(progress ? 1 + random.nextInt(9) : 0, ready));
    Outcome outcome = outcome(server);
    if (outcome instanceof Outcome.Late && progress) {
      done.merge("late-busy", 1, Integer::sum);
    }
    return new WedgeFacts(
        true,
        Optional.of(outcome),
        oneIn(20)
            ? Optional.empty()
            : Optional.of(new Servers(Math.max(0, tolerance()), healthyOthers(server))),
        broker,
        oneIn(20) ? Optional.empty() : Optional.of(record));
  }

  private void check(Server server, boolean leads, String what) {
    if (!leads) {
      violations.add(now + ": " + what + " by one that does not lead");
    }
    if (paused) {
      violations.add(now + ": " + what + " while the broker is paused");
    }
    if (busy && !server.wedged) {
      violations.add(now + ": " + what + " in a busy cluster");
    }
  }

  private void handOver(Server server) {
    server.handedOver = Optional.of(now);
    if (!server.transfersFail) {
      servers.values().stream()
          .filter(s -> s != server && s.healthy)
          .findAny()
          .ifPresent(other -> leader = other.name);
    }
  }

  private void condemn(Server server, Decision.Condemn asked) {
    if (server.handedOver.isEmpty()) {
      violations.add(now + ": condemned without a hand-over");
    }
    if (tolerance() < 1) {
      violations.add(now + ": condemned without quorum to spare");
    }
    // Half of the writes come a step later: what was read is old by then.
    if (random.nextBoolean()) {
      server.toWrite = Optional.of(asked.record());
    } else {
      write(server, asked.record());
    }
  }

  /// As Nomad's check-and-set does; an answer may be lost.
  private void write(Server server, Condemnations wanted) {
    if (wanted.index() != record.index()) {
      done.merge("conflict", 1, Integer::sum);
      return;
    }
    record = new Condemnations(wanted.current(), wanted.last(), record.index() + 1);
    if (oneIn(5)) {
      done.merge("lost", 1, Integer::sum);
      return;
    }
    done.merge("condemned", 1, Integer::sum);
    server.state = server.state.condemned(now.plus(server.skew));
    server
        .lastCondemned
        .filter(at -> Duration.between(at, now).compareTo(TERMS.rate()) < 0)
        .ifPresent(at ->
            violations.add("%s: %s is condemned again, after %s".formatted(now, server.name, at)));
    server.lastCondemned = Optional.of(now);
    server.condemnedSince = Optional.of(now);
  }

  /// Who restarts on liveness does so after a while, mostly.
  private void restarts(Server server) {
    boolean due =
        server
            .condemnedSince
            .filter(at -> Duration.between(at, now).compareTo(Duration.ofSeconds(40)) > 0)
            .isPresent();
    if (server.state.condemned() && due && !server.transfersFail) {
      server.wedged = oneIn(3);
      server.healthy = false;
      leader = NAMES.get((NAMES.indexOf(server.name) + 1) % NAMES.size());
    }
  }
}
