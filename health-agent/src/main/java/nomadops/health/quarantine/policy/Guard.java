package nomadops.health.quarantine.policy;

import java.util.Locale;

/// What keeps something from being done. When there are several, the first in this order is told.
public enum Guard {
  /// The client is not ready: it gets no work anyhow.
  NOT_READY,
  /// Somebody else made the client ineligible.
  INELIGIBLE,
  /// The client drains.
  DRAINING,
  /// The operator said `never` on the client.
  OVERRIDE,
  /// Our settings leave the client out.
  EXEMPT,
  /// Somebody has lately taken the client out of our hands.
  THEIRS,
  /// So many clients fail the same that it is not the clients' fault.
  COMMON_CAUSE,
  /// The client has not been sick for long enough.
  SETTLING,
  /// There is no leader, or this controller does not act for it.
  NO_LEADER,
  /// The view of the clients is not in step with the servers.
  STALE_VIEW,
  /// The leader or a server's version has just changed, this controller has just begun to watch or
  /// to act, or the operator wants no quarantine now.
  FREEZE,
  /// Too great a share of the pool is sick or quarantined.
  SHARE,
  /// Too few clients would be left to take work.
  MINIMUM_ELIGIBLE,
  /// Too many clients were quarantined lately.
  RATE,
  /// Decisions are only told.
  DRY_RUN;

  /// As metrics and people spell it, e.g. `common-cause`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
