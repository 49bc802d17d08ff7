package nomadops.health.report;

import java.util.Map;
import nomadops.health.quarantine.policy.facts.Verdict;

/// What a controller would read of a document, for tests of other rooms.
public final class ReadBack {
  private ReadBack() {}

  public static Map<String, Verdict> verdicts(byte[] document) {
    try {
      return ReportReader.read(document).verdicts();
    } catch (BadReport e) {
      throw new AssertionError(e.words(), e);
    }
  }
}
