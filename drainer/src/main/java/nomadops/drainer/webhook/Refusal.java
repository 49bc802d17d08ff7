package nomadops.drainer.webhook;

/// Why a request was refused, and with which status of HTTP.
public enum Refusal {
  /// One of the two headers is missing, or is there twice.
  UNSIGNED(401),
  /// The timestamp is not a number of seconds.
  BAD_TIMESTAMP(401),
  /// The timestamp is too far from our clock, either way.
  STALE(401),
  /// The signature fits no secret.
  BAD_SIGNATURE(401),
  NO_SUCH_PATH(404),
  WRONG_METHOD(405),
  UNKNOWN_MAPPING(404),
  /// The body is longer than is taken.
  TOO_LARGE(413),
  /// The body did not come in time; there is no answer, the connection is closed.
  SLOW(408),
  /// Not JSON, or not the right one.
  UNREADABLE(400),
  /// Too many requests at once.
  BUSY(503),
  /// Too much is remembered already.
  FULL(503),
  /// The drainer threw.
  FAILED(500);

  private final int status;

  Refusal(int status) {
    this.status = status;
  }

  int status() {
    return status;
  }

  /// Whether the sender did not prove who it is; such a one is told no details.
  boolean isOfTheGate() {
    return status == 401;
  }
}
