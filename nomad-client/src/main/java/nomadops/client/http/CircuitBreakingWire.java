package nomadops.client.http;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import nomadops.client.connection.CircuitBreaking;
import nomadops.client.connection.Connection;
import nomadops.client.fault.NomadFault;
import nomadops.client.time.Ticker;

/// Stops asking a server that does not answer, for a while.
record CircuitBreakingWire(Wire next, CircuitBreaker breaker, Connection connection)
    implements Wire {

  static Wire around(Wire next, Connection connection, WireObserver observer, Ticker ticker) {
    CircuitBreaking settings = connection.circuitBreaking();
    if (settings.window() == 0) {
      return next;
    }
    CircuitBreakerConfig config =
        CircuitBreakerConfig.custom()
            .slidingWindowSize(settings.window())
            .minimumNumberOfCalls(settings.window())
            .failureRateThreshold(settings.failurePercent())
            .waitDurationInOpenState(settings.openFor())
            .permittedNumberOfCallsInHalfOpenState(2)
            .clock(new TickerClock(ticker))
            .currentTimestampFunction(_ -> ticker.nanos(), TimeUnit.NANOSECONDS)
            .build();
    CircuitBreaker breaker = CircuitBreaker.of("nomad", config);
    breaker
        .getEventPublisher()
        .onStateTransition(event ->
            observer.circuit(
                event.getStateTransition().getToState().name().toLowerCase(Locale.ROOT)));
    return new CircuitBreakingWire(next, breaker, connection);
  }

  @Override
  public WireResponse send(WireRequest request) {
    if (!breaker.tryAcquirePermission()) {
      throw Faults.notSent(
          Faults.name(request, connection),
          NomadFault.Reason.CIRCUIT_OPEN,
          "recent calls failed one after another, so nothing is sent for "
              + connection.circuitBreaking().openFor()
              + "; see the first failure for the cause",
          null);
    }
    try {
      WireResponse response = next.send(request);
      breaker.onSuccess(0, TimeUnit.NANOSECONDS);
      return response;
    } catch (NomadFault fault) {
      if (saysUnwell(fault)) {
        breaker.onError(0, TimeUnit.NANOSECONDS, fault);
      } else if (fault instanceof NomadFault.NotSent) {
        breaker.releasePermission();
      } else {
        breaker.onSuccess(0, TimeUnit.NANOSECONDS);
      }
      throw fault;
    } catch (RuntimeException bug) {
      breaker.releasePermission();
      throw bug;
    }
  }

  private static boolean saysUnwell(NomadFault fault) {
    return switch (fault) {
      case NomadFault.NotSent notSent -> notSent.reason().isPassing();
      case NomadFault.MaybeApplied _ -> !Thread.currentThread().isInterrupted();
      case NomadFault.Answered answered -> answered.status() >= 502 && answered.status() <= 504;
      case NomadFault.Garbled _ -> false;
    };
  }

  @Override
  public void close() {
    next.close();
  }
}
