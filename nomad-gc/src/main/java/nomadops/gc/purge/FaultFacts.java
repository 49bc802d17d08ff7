package nomadops.gc.purge;

import java.time.Duration;
import nomadops.client.fault.NomadFault;
import nomadops.gc.purge.PurgeFact.Reach;

/// Turns a failed request into a fact.
public final class FaultFacts {
  private FaultFacts() {}

  /// The same failure as a fact.
  ///
  /// @throws InterruptedException when the request ended because this thread was interrupted before
  ///   it was sent
  public static PurgeFact of(NomadFault fault) throws InterruptedException {
    return switch (fault) {
      case NomadFault.NotSent e when e.reason() == NomadFault.Reason.INTERRUPTED ->
          throw new InterruptedException(e.getMessage());
      case NomadFault.NotSent e -> fact(Reach.NOT_SENT, 0, e, Duration.ZERO);
      case NomadFault.MaybeApplied e -> fact(Reach.MAYBE_APPLIED, 0, e, Duration.ZERO);
      case NomadFault.Garbled e -> fact(Reach.MAYBE_APPLIED, 0, e, Duration.ZERO);
      case NomadFault.Answered e ->
          fact(Reach.ANSWERED, e.status(), e, e.retryAfter().orElse(Duration.ZERO));
    };
  }

  private static PurgeFact fact(Reach reach, int status, NomadFault fault, Duration retryAfter) {
    return new PurgeFact.Fault(reach, status, String.valueOf(fault.getMessage()), retryAfter);
  }
}
