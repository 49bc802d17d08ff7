package nomadops.health.report.sender;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The log of one controller: a line for the first failure of a row, and when it is over.
final class Row {
  private static final Logger LOG = LoggerFactory.getLogger(Row.class);

  private final Destination to;
  private int failures;

  Row(Destination to) {
    this.to = to;
  }

  void ended(Post.Sent sent) {
    if (sent.result() != Result.ACCEPTED) {
      if (failures == 0) {
        LOG.warn("reports to {} fail: {}: {}", to.name(), sent.result().word(), sent.detail());
      }
      failures++;
    } else if (failures > 0) {
      LOG.info("reports to {} arrive again, after {} that did not", to.name(), failures);
      failures = 0;
    }
  }
}
