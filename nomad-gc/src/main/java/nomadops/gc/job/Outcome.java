package nomadops.gc.job;

import java.util.Locale;

/// How a dead job ended. [#NONE]: it never had an allocation, or its summary is gone.
public enum Outcome {
  COMPLETE,
  FAILED,
  LOST,
  NONE;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
