package nomadops.health.quarantine.policy.facts;

import java.util.Set;
import nomadops.health.check.Health;

/// Verdicts of tests.
public final class Verdicts {
  private Verdicts() {}

  public static Verdict ok() {
    return new Verdict(Health.OK, Set.of());
  }

  public static Verdict unknown() {
    return new Verdict(Health.UNKNOWN, Set.of());
  }

  public static Verdict fail(String... targets) {
    return new Verdict(Health.FAIL, Set.of(targets));
  }
}
