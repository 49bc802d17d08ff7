package nomadops.health.quarantine.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import nomadops.health.quarantine.policy.facts.Report;
import nomadops.health.quarantine.policy.facts.Verdict;

/// How one client fares: now and then it is sick by itself, silent, or in doubt; and it notices
/// late what happens outside.
final class Sickness {
  private final Random random;
  private final Duration notices;
  private final Duration recovers;
  private Instant sickUntil = Instant.EPOCH;
  private Instant silentUntil = Instant.EPOCH;
  private boolean doubts;

  Sickness(Random random) {
    this.random = random;
    notices = Duration.ofSeconds(random.nextInt(90));
    recovers = Duration.ofSeconds(random.nextInt(300));
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

    void tick(Instant now) {
      if (now.isAfter(until.plus(Duration.ofHours(1))) && random.nextInt(120) == 0) {
        from = now;
        until = now.plus(Duration.ofMinutes(random.nextInt(90)));
      }
    }

    /// As a client sees it.
    boolean isAway(Instant now, Duration notices, Duration recovers) {
      return !now.isBefore(from.plus(notices)) && now.isBefore(until.plus(recovers));
    }
  }

  private boolean away;

  void tick(Instant now, Outside outside) {
    away = outside.isAway(now, notices, recovers);
    doubts = random.nextInt(40) == 0;
    if (random.nextInt(1_500) == 0) {
      sickUntil = now.plus(Duration.ofMinutes(random.nextInt(180)));
    }
    if (random.nextInt(400) == 0) {
      silentUntil = now.plus(Duration.ofMinutes(random.nextInt(120)));
    }
  }

  /// Whether it is to blame for itself.
  boolean isSick(Instant now) {
    return now.isBefore(sickUntil);
  }

  Optional<Report> report(Instant now, Optional<Report> last) {
    if (now.isBefore(silentUntil)) {
      return last;
    }
    Map<String, Verdict> said = new HashMap<>();
    said.put("docker", isSick(now) ? Verdict.fail() : doubts ? Verdict.unknown() : Verdict.ok());
    said.put("internet", away ? Verdict.fail(Outside.TARGET) : Verdict.ok());
    return Optional.of(new Report(said, now));
  }
}
