package nomadops.simulator.http;

import nomadops.simulator.cluster.Refused;

/// The one answer to a lack of rights.
final class Access {
  private Access() {}

  static void require(boolean allowed) {
    if (!allowed) {
      throw new Refused(403, "Permission denied");
    }
  }
}
