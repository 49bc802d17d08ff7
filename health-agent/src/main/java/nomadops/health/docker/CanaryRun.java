package nomadops.health.docker;

import java.time.Duration;
import nomadops.client.time.Ticker;
import nomadops.health.check.Finding;
import nomadops.health.check.Health;
import org.jspecify.annotations.Nullable;

/// One life of a canary: what is left of earlier ones is swept, it is created, started, awaited and
/// removed. From the moment it may exist it is removed, whatever happens: a part of the time is
/// kept for that.
final class CanaryRun {
  /// After an interrupt; less than whoever interrupts waits for a check to end.
  private static final Duration LAST_WORD = Duration.ofMillis(700);

  private final Canaries canaries;
  private final Ticker ticker;

  /// For all that comes before the removal.
  private final Deadline working;

  private final Deadline all;
  private boolean mayExist;
  private @Nullable String id;

  CanaryRun(Canaries canaries, Ticker ticker, Duration within) {
    this.canaries = canaries;
    this.ticker = ticker;
    this.working = Deadline.in(ticker, within.multipliedBy(65).dividedBy(100));
    this.all = Deadline.in(ticker, within.multipliedBy(9).dividedBy(10));
  }

  Finding live() throws InterruptedException {
    try {
      Finding swept = canaries.sweep(working.share(3));
      if (swept.health() != Health.OK) {
        return swept;
      }
      Finding lived = createAndRun();
      return mayExist ? both(lived, remove(all)) : lived;
    } catch (InterruptedException e) {
      if (mayExist) {
        Finding _ = remove(Deadline.in(ticker, LAST_WORD));
      }
      throw e;
    }
  }

  private Finding createAndRun() throws InterruptedException {
    mayExist = true;
    Reply reply = canaries.create(working);
    if (!(reply instanceof Reply.Answered(int status, String body, var took))) {
      return canaries.notCreated(reply);
    }
    if (status != 201) {
      // It said no; only what it did not say can have left one.
      mayExist = status >= 500;
      return canaries.notCreated(reply);
    }
    String created = Json.of(body).path("Id").asString("");
    if (created.isEmpty()) {
      return Finding.fail("create answered without an id: " + Json.said(body));
    }
    id = created;
    Finding started = canaries.start(created, working);
    if (started.health() != Health.OK) {
      return started;
    }
    Finding ended = canaries.await(created, working);
    return ended.health() == Health.OK
        ? Finding.ok(
            "create " + took.toMillis() + " ms, " + started.reason() + ", " + ended.reason())
        : ended;
  }

  private Finding remove(Deadline deadline) throws InterruptedException {
    String known = id;
    return known == null ? canaries.sweep(deadline) : canaries.remove(known, deadline);
  }

  private static Finding both(Finding lived, Finding removed) {
    if (removed.health() == Health.OK) {
      return lived.health() == Health.OK
          ? Finding.ok(lived.reason() + ", " + removed.reason())
          : lived;
    }
    return switch (lived.health()) {
      case OK -> removed;
      case FAIL -> Finding.fail(lived.reason() + "; " + removed.reason());
      case UNKNOWN ->
          new Finding(
              removed.health(), removed.reason() + "; " + lived.reason(), removed.failedTargets());
    };
  }
}
