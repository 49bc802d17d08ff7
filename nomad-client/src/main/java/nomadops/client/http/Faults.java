package nomadops.client.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import nomadops.client.connection.Connection;
import nomadops.client.fault.NomadFault;
import org.jspecify.annotations.Nullable;

/// Puts a failure into its class and into words: what was asked, what happened, what to check next.
final class Faults {
  private Faults() {}

  /// For example `DELETE /v1/job/a?purge=true at http://127.0.0.1:4646`.
  static String name(WireRequest request, Connection connection) {
    StringBuilder text = new StringBuilder(request.method().name()).append(' ');
    request.segments().forEach(segment -> text.append('/').append(segment));
    char separator = '?';
    for (WireRequest.Parameter parameter : request.query()) {
      text.append(separator).append(parameter.name());
      parameter.value().ifPresent(value -> text.append('=').append(value));
      separator = '&';
    }
    return text.append(" at ").append(connection.address()).toString();
  }

  static NomadFault.NotSent notSent(
      String request, NomadFault.Reason reason, String words, @Nullable Throwable cause) {
    return new NomadFault.NotSent(
        request, reason, request + " was not sent: " + words + ".", cause);
  }

  static NomadFault of(String request, boolean sent, IOException failure) {
    if (isInterrupt(failure)) {
      Thread.currentThread().interrupt();
    }
    return sent ? maybeApplied(request, failure) : neverSent(request, failure);
  }

  static NomadFault.MaybeApplied maybeApplied(String request, IOException failure) {
    String words =
        isInterrupt(failure)
            ? "the thread was interrupted while it waited for the answer"
            : isTimeout(failure)
                ? "no whole answer came in time (" + failure.getMessage() + ")"
                : "the connection broke before the answer was whole (" + describe(failure) + ")";
    // With TLS 1.3 a server refuses our certificate only after we have sent the request.
    String next =
        failure instanceof SSLException
            ? "; check NOMAD_CLIENT_CERT and NOMAD_CLIENT_KEY, too."
            : ".";
    return new NomadFault.MaybeApplied(
        request,
        request
            + (request.startsWith("GET ")
                ? " got no whole answer: "
                : " may or may not have been applied: ")
            + words
            + (request.startsWith("GET ") ? "" : ". Read the object to know")
            + ". Check the server's load and the network between"
            + next,
        failure);
  }

  private static NomadFault.NotSent neverSent(String request, IOException failure) {
    if (isInterrupt(failure)) {
      return notSent(request, NomadFault.Reason.INTERRUPTED, "the thread was interrupted", failure);
    }
    return switch (failure) {
      case UnknownHostException e ->
          notSent(
              request,
              NomadFault.Reason.UNKNOWN_HOST,
              "the host has no address (" + e.getMessage() + "); check NOMAD_ADDR and DNS",
              e);
      case SSLException e ->
          notSent(
              request,
              NomadFault.Reason.TLS,
              "the TLS handshake failed ("
                  + describe(e)
                  + "); check NOMAD_CACERT, NOMAD_CLIENT_CERT, NOMAD_CLIENT_KEY and"
                  + " NOMAD_TLS_SERVER_NAME, and that the address should be https",
              e);
      case ConnectException e -> unreachable(request, e);
      case NoRouteToHostException e -> unreachable(request, e);
      case InterruptedIOException e ->
          notSent(
              request,
              NomadFault.Reason.CONNECT_TIMEOUT,
              "no connection in time ("
                  + e.getMessage()
                  + "); check NOMAD_ADDR, firewalls and whether the agent is overloaded",
              e);
      default -> unreachable(request, failure);
    };
  }

  private static NomadFault.NotSent unreachable(String request, IOException failure) {
    // A server that wants a certificate may simply hang up in the handshake.
    boolean overTls = request.contains(" at https:") && !(failure instanceof ConnectException);
    return notSent(
        request,
        NomadFault.Reason.UNREACHABLE,
        "no connection ("
            + describe(failure)
            + "); check NOMAD_ADDR and that a Nomad agent listens there"
            + (overTls ? ", and whether it wants NOMAD_CLIENT_CERT and NOMAD_CLIENT_KEY" : ""),
        failure);
  }

  static NomadFault.Answered answered(
      String request, int status, String body, Optional<String> retryAfter) {
    return new NomadFault.Answered(
        request,
        status,
        body,
        retryAfter.flatMap(Faults::seconds).orElse(null),
        request + " was answered " + status + ": " + shortened(body) + advice(status, body));
  }

  private static String advice(int status, String body) {
    boolean unknown = status == 500 && body.contains("not found");
    return switch (unknown ? 404 : status) {
      case 400 -> " Check the arguments; a filter needs == and double quotes.";
      case 401, 403 ->
          " Check the token (NOMAD_TOKEN or its file), its policies and the namespace.";
      case 404 -> " Check the name, the namespace, and that this Nomad version knows the endpoint.";
      case 429 -> " The server asks for fewer requests: lower the rate.";
      case 500, 502, 503, 504 -> " Check the server's log and whether the cluster has a leader.";
      default -> "";
    };
  }

  private static String shortened(String body) {
    String line = oneLine(body).isEmpty() ? "(no body)" : oneLine(body);
    String shorter = line.length() > 400 ? line.substring(0, 400) + "..." : line;
    return shorter.endsWith(".") ? shorter : shorter + ".";
  }

  private static Optional<Duration> seconds(String header) {
    try {
      long seconds = Long.parseLong(header.strip());
      return seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /// The words of the failure and of its last cause, which is often the one that says it.
  private static String describe(IOException failure) {
    Throwable last = failure;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    String words = words(failure);
    return last.equals(failure) || words.contains(words(last)) ? words : words + ": " + words(last);
  }

  private static String words(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : oneLine(message);
  }

  /// Go's collected errors come in several lines.
  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  private static boolean isTimeout(IOException failure) {
    return failure instanceof InterruptedIOException && !isInterrupt(failure);
  }

  /// A channel's socket ends in several ways when its thread is interrupted; the flag stays set in
  /// all of them.
  private static boolean isInterrupt(IOException failure) {
    return Thread.currentThread().isInterrupted() || failure instanceof ClosedByInterruptException;
  }
}
