package nomadops.health.scheduling.policy;

import java.util.Locale;

/// What keeps a server that schedules nothing from being touched.
public enum Guard {
  /// Other evaluations get done: it is busy, not wedged.
  BUSY,
  /// Nobody can tell whether other evaluations get done.
  PROGRESS_UNKNOWN,
  /// Nobody can tell whether the operator paused the broker.
  PAUSE_UNKNOWN,
  /// Nobody can tell how the other servers are.
  SERVERS_UNKNOWN,
  /// No healthy voter could take leadership.
  NO_OTHER,
  /// No server may fail without a loss of quorum.
  QUORUM,
  /// The record of condemnations cannot be read.
  RECORD_UNKNOWN,
  /// Another server was condemned and may not be back.
  ANOTHER,
  /// This server was condemned not long ago.
  RATE;

  /// As metrics and people spell it, e.g. `record-unknown`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
