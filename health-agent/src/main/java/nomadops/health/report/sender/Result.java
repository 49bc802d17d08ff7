package nomadops.health.report.sender;

import java.util.Locale;

/// What became of a report.
enum Result {
  /// The controller has it.
  ACCEPTED,
  /// It was answered otherwise.
  REFUSED,
  /// There was no answer in time, or none at all.
  UNREACHABLE,
  /// It was not sent, as Nomad has not told its node's id.
  NO_NODE_ID;

  /// As metrics spell it.
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
