package nomadops.health.report;

import java.util.Locale;

/// Why a report was refused, and with which status of HTTP.
public enum Refusal {
  /// One of the two headers is missing, or is there twice.
  UNSIGNED(401),
  /// The header's timestamp is not a number of seconds.
  BAD_TIMESTAMP(401),
  /// It was sent too long ago, by the header or by the document.
  OLD(401),
  /// It was sent too far ahead of our clock.
  EARLY(401),
  /// The signature fits no secret.
  BAD_SIGNATURE(401),
  NO_SUCH_PATH(404),
  WRONG_METHOD(405),
  /// The body is longer than is taken.
  TOO_LARGE(413),
  /// The body did not come in time; there is no answer, the connection is closed.
  SLOW(408),
  /// Not JSON, or not the right one.
  UNREADABLE(400),
  /// Of a version that is not known here.
  UNKNOWN_VERSION(400),
  /// What should be a node's id is none.
  BAD_NODE(400),
  /// As old as the last one that was taken of that node, or older.
  REPLAYED(409),
  /// Too many requests at once.
  BUSY(503);

  private final int status;

  Refusal(int status) {
    this.status = status;
  }

  int status() {
    return status;
  }

  /// As metrics spell it.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
