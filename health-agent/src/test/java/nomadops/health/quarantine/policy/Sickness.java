package nomadops.health.quarantine.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import nomadops.health.check.Health;
import nomadops.health.quarantine.policy.facts.Report;
import nomadops.health.quarantine.policy.facts.Verdict;
import nomadops.health.quarantine.policy.facts.Verdicts;

/// How one client fares: now and then it is sick by itself, silent, or in doubt; and it notices
/// early or late what happens outside, and that it is over.
final class Sickness {
  private final Random random;
  private final Verdict sick;
  private final Duration notices;
  private final Duration recovers;
  private Instant sickFrom = Instant.EPOCH;
  private Instant sickUntil = Instant.EPOCH;
  private Instant silentUntil = Instant.EPOCH;
  private boolean doubts;
  private boolean away;

  /// Few clients notice the end very late, yet before a controller that has just begun to watch
  /// acts. The others are less apart than a client must be sick for.
  Sickness(String id, Random random) {
    this.random = random;
    sick = new Verdict(Health.FAIL, random.nextInt(4) == 0 ? Set.of() : Set.of("only-of-" + id));
    notices = Duration.ofSeconds(random.nextInt(150));
    recovers = Duration.ofSeconds(random.nextInt(random.nextInt(5) == 0 ? 570 : 60));
  }

  /// A target that the whole fleet needs, and that is away at times.
  static final class Outside {
    static final String TARGET = "registry.example:443";
    private final Random random;
    private Instant from = Instant.EPOCH;
    private Instant until = Instant.EPOCH;

    Outside(Random random) {
      this.random = random;
    }

    /// Away for so long that all clients notice before the first ones recover.
    void tick(Instant now) {
      if (now.isAfter(until.plus(Duration.ofMinutes(45))) && random.nextInt(60) == 0) {
        from = now;
        until = now.plus(Duration.ofMinutes(3 + random.nextInt(30)));
      }
    }

    /// As a client sees it.
    boolean isAway(Instant now, Duration notices, Duration recovers) {
      return !now.isBefore(from.plus(notices)) && now.isBefore(until.plus(recovers));
    }
  }

  void tick(Instant now, Outside outside) {
    away = outside.isAway(now, notices, recovers);
    doubts = random.nextInt(60) == 0;
    if (random.nextInt(3_000) == 0) {
      falls(now, now.plus(Duration.ofMinutes(random.nextInt(90))));
    }
    if (random.nextInt(400) == 0) {
      silentUntil = now.plus(Duration.ofMinutes(random.nextInt(60)));
    }
  }

  void falls(Instant from, Instant until) {
    sickFrom = from;
    sickUntil = until;
  }

  Optional<Report> report(Instant now, Optional<Report> last) {
    if (now.isBefore(silentUntil)) {
      return last;
    }
    Map<String, Verdict> said = new HashMap<>();
    Verdict well = doubts ? Verdicts.unknown() : Verdicts.ok();
    said.put("docker", !now.isBefore(sickFrom) && now.isBefore(sickUntil) ? sick : well);
    said.put("internet", away ? Verdicts.fail(Outside.TARGET) : well);
    return Optional.of(new Report(said, now));
  }
}
