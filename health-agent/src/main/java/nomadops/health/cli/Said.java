package nomadops.health.cli;

import nomadops.health.check.Course;
import nomadops.health.check.Health;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The log of verdicts: a line when one becomes another.
final class Said {
  private static final Logger LOG = LoggerFactory.getLogger(Said.class);

  private Said() {}

  static void of(String check, Health before, Course after) {
    if (after.verdict() == before) {
      return;
    }
    String said = "{} is {} now, it was {}: {}";
    Object[] what = {check, after.verdict().word(), before.word(), after.last().reason()};
    if (after.verdict() == Health.FAIL) {
      LOG.warn(said, what);
    } else {
      LOG.info(said, what);
    }
  }
}
