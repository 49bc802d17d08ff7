package nomadops.health.internet;

import java.io.IOException;
import java.net.ConnectException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/// What went wrong on the wire, in words that follow the name of a target.
final class Faults {
  private Faults() {}

  static String late(Duration within) {
    return "did not answer within " + seconds(within);
  }

  /// @param within how long it was given
  static String words(IOException fault, Duration within) {
    // What HttpClient says on top is often nothing: the cause below it is what happened.
    return Stream.<Throwable>iterate(fault, e -> e != null, Throwable::getCause)
        .limit(8)
        .flatMap(e -> known(e, within).stream())
        .findFirst()
        .orElseGet(() ->
            fault instanceof ConnectException
                ? "cannot be connected to"
                : "failed: " + said(fault));
  }

  private static Optional<String> known(Throwable fault, Duration within) {
    return switch (fault) {
      case SocketTimeoutException _, HttpTimeoutException _ -> Optional.of(late(within));
      case UnknownHostException _, UnresolvedAddressException _ ->
          Optional.of("has a name that cannot be resolved");
      case PortUnreachableException _ -> Optional.of("is not there: its port is closed");
      case SSLException e -> Optional.of("fails in TLS: " + said(e));
      case ConnectException e when e.getMessage() != null ->
          Optional.of("cannot be connected to: " + said(e));
      default -> Optional.empty();
    };
  }

  private static String said(Throwable fault) {
    return fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
