package nomadops.client.http;

import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import nomadops.client.connection.Retries;
import nomadops.client.fault.NomadFault;
import nomadops.client.time.Pause;

/// Repeats what cannot have acted, and reads. A write that may have acted is never repeated. An
/// endless stream is left to its reader, who has to know of each new beginning.
final class RetryingWire implements Wire {
  private final Wire next;
  private final Retry reads;
  private final Retry writes;
  private final WireObserver observer;
  private final Pause pause;
  private final RandomGenerator random;

  RetryingWire(
      Wire next, Retries settings, WireObserver observer, Pause pause, RandomGenerator random) {
    this.next = next;
    this.observer = observer;
    this.pause = pause;
    this.random = random;
    this.reads = retry("reads", settings, RetryingWire::mayHelpARead);
    this.writes = retry("writes", settings, RetryingWire::wasNotSentAndMayHelp);
  }

  private Retry retry(String name, Retries settings, Predicate<Throwable> when) {
    return Retry.of(
        name,
        RetryConfig.<WireResponse>custom()
            .maxAttempts(settings.attempts())
            .retryOnException(when)
            .intervalBiFunction((attempt, outcome) -> delay(settings, attempt, outcome))
            .build());
  }

  @Override
  public WireResponse send(WireRequest request) {
    if (request.body() == WireRequest.Body.ENDLESS) {
      return next.send(request);
    }
    Retry.AsyncContext<WireResponse> attempts = (request.isRead() ? reads : writes).asyncContext();
    for (int number = 1; ; number++) {
      try {
        WireResponse response = next.send(request);
        attempts.onComplete();
        return response;
      } catch (NomadFault fault) {
        long millis = attempts.onError(fault);
        if (millis < 0) {
          throw fault;
        }
        Duration delay = Duration.ofMillis(millis);
        observer.retrying(request.operation(), number, delay, fault);
        sleepOrThrow(delay, fault);
      }
    }
  }

  private void sleepOrThrow(Duration delay, NomadFault fault) {
    try {
      pause.sleep(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fault.addSuppressed(e);
      throw fault;
    }
  }

  /// Doubles, spread over half to one and a half; a server's own `Retry-After` is the least.
  private long delay(Retries settings, int attempt, Either<? extends Throwable, ?> outcome) {
    long longest = settings.longestDelay().toMillis();
    double most = (double) longest;
    double doubled = (double) settings.firstDelay().toMillis() * Math.pow(2, attempt - 1);
    long spread = (long) (Math.min(doubled, most) * (0.5 + random.nextDouble()));
    long asked =
        outcome.isLeft() && outcome.getLeft() instanceof NomadFault.Answered answered
            ? answered.retryAfter().map(Duration::toMillis).orElse(0L)
            : 0;
    return Math.clamp(spread, Math.min(asked, longest), longest);
  }

  private static boolean mayHelpARead(Throwable failure) {
    return switch (failure) {
      case NomadFault.MaybeApplied _ -> !Thread.currentThread().isInterrupted();
      case NomadFault.Answered answered ->
          answered.isTooManyRequests() || (answered.status() >= 500 && !answered.isNotFound());
      default -> wasNotSentAndMayHelp(failure);
    };
  }

  private static boolean wasNotSentAndMayHelp(Throwable failure) {
    return failure instanceof NomadFault.NotSent notSent && notSent.reason().isPassing();
  }

  @Override
  public void close() {
    next.close();
  }
}
