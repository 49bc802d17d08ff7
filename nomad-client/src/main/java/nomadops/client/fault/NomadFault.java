package nomadops.client.fault;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A call to Nomad that gave no usable answer. The variants answer one question: can the server
/// have acted?
///
/// | variant | can it have acted? |
/// |---|---|
/// | [NotSent] | no |
/// | [MaybeApplied] | unknown: the request was (partly) sent, no answer came |
/// | [Answered] | the server answered with an error status; its body says why |
/// | [Garbled] | the server answered 200 with a body that we cannot read: a write is to be taken as maybe applied |
///
/// Messages name the method, the path, the address, the cause and what to check next; never the
/// token.
public abstract sealed class NomadFault extends RuntimeException {
  private final String request;

  private NomadFault(String request, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.request = Objects.requireNonNull(request, "request");
  }

  /// Method, path and address, for example `DELETE /v1/job/a?purge=true at http://127.0.0.1:4646`.
  public final String request() {
    return request;
  }

  /// False only when it is certain that the server has not acted on the request.
  public abstract boolean mayHaveActed();

  /// For whoever can be interrupted: an interrupted call is no fault of Nomad.
  ///
  /// @throws InterruptedException when nothing was sent since the thread was interrupted
  public final void throwIfInterrupted() throws InterruptedException {
    if (this instanceof NotSent notSent && notSent.reason() == Reason.INTERRUPTED) {
      throw new InterruptedException(getMessage());
    }
  }

  /// 403: the token is missing, unknown, expired, or lacks a capability.
  public boolean isForbidden() {
    return false;
  }

  /// 404, or Nomad's 500 whose body says that something was not found.
  public boolean isNotFound() {
    return false;
  }

  /// The cluster has no leader at the moment, or the region cannot be reached.
  public boolean isNoLeader() {
    return false;
  }

  /// 429: the server asks us to slow down.
  public boolean isTooManyRequests() {
    return false;
  }

  /// 400: the request itself is wrong; repeating it cannot help.
  public boolean isBadRequest() {
    return false;
  }

  /// Nothing reached the server.
  public static final class NotSent extends NomadFault {
    private final Reason reason;

    public NotSent(String request, Reason reason, String message, @Nullable Throwable cause) {
      super(request, message, cause);
      this.reason = Objects.requireNonNull(reason, "reason");
    }

    public Reason reason() {
      return reason;
    }

    @Override
    public boolean mayHaveActed() {
      return false;
    }
  }

  /// Why nothing was sent.
  public enum Reason {
    /// The connection was refused, or no route or socket file leads there.
    UNREACHABLE(true),
    /// The host's name has no address.
    UNKNOWN_HOST(true),
    /// No connection was made within the connect timeout.
    CONNECT_TIMEOUT(true),
    /// The TLS handshake failed: a certificate, a name or a protocol does not fit.
    TLS(false),
    /// The token could not be had (an unreadable token file).
    TOKEN(false),
    /// Recent calls failed one after another; this one was not tried.
    CIRCUIT_OPEN(false),
    /// Our own rate limit had no room within its waiting time.
    RATE_LIMITED(false),
    /// The thread was interrupted before anything was sent.
    INTERRUPTED(false),
    /// The client was closed.
    CLOSED(false),
    /// The request cannot be expressed as a URL (a job called `..`).
    UNADDRESSABLE(false);

    private final boolean passing;

    Reason(boolean passing) {
      this.passing = passing;
    }

    /// True when trying again soon may help.
    public boolean isPassing() {
      return passing;
    }
  }

  /// The request was sent, at least partly, and no answer came: a reset, a timeout, an answer cut
  /// before its status.
  public static final class MaybeApplied extends NomadFault {
    public MaybeApplied(String request, String message, @Nullable Throwable cause) {
      super(request, message, cause);
    }

    @Override
    public boolean mayHaveActed() {
      return true;
    }
  }

  /// The server answered with an error status.
  public static final class Answered extends NomadFault {
    private final int status;
    private final String body;
    private final @Nullable Duration retryAfter;

    public Answered(
        String request, int status, String body, @Nullable Duration retryAfter, String message) {
      super(request, message, null);
      this.status = status;
      this.body = Objects.requireNonNull(body, "body");
      this.retryAfter = retryAfter;
    }

    public int status() {
      return status;
    }

    /// The body as the server sent it, at most 64 KiB of it.
    public String body() {
      return body;
    }

    /// What a `Retry-After` header asked for.
    public Optional<Duration> retryAfter() {
      return Optional.ofNullable(retryAfter);
    }

    /// True from 500 on: Nomad may have failed half way. Below, it refused.
    @Override
    public boolean mayHaveActed() {
      return status >= 500 && !isNotFound();
    }

    @Override
    public boolean isForbidden() {
      return status == 403;
    }

    @Override
    public boolean isNotFound() {
      return status == 404 || (status == 500 && bodyHas("not found"));
    }

    @Override
    public boolean isNoLeader() {
      return status >= 500 && (bodyHas("no cluster leader") || bodyHas("no path to region"));
    }

    @Override
    public boolean isTooManyRequests() {
      return status == 429;
    }

    @Override
    public boolean isBadRequest() {
      return status == 400;
    }

    private boolean bodyHas(String text) {
      return body.toLowerCase(Locale.ROOT).contains(text);
    }
  }

  /// The server answered 200 and the body is not what this call answers: not JSON, cut, or of
  /// another shape.
  public static final class Garbled extends NomadFault {
    public Garbled(String request, String message, @Nullable Throwable cause) {
      super(request, message, cause);
    }

    @Override
    public boolean mayHaveActed() {
      return true;
    }
  }
}
