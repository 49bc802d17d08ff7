package nomadops.exporter.view;

import java.util.Locale;

/// What the cluster has.
public enum Kind {
  NODE,
  JOB,
  EVALUATION,
  ALLOCATION,
  DEPLOYMENT;

  /// As series and people call it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
