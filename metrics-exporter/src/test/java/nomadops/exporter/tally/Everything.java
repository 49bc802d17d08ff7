package nomadops.exporter.tally;

import nomadops.exporter.family.Family;

/// All families, of all jobs.
public final class Everything implements Wanted {
  @Override
  public boolean wants(Family family) {
    return true;
  }

  @Override
  public boolean wantsNamespace(String namespace) {
    return true;
  }

  @Override
  public boolean wantsJob(String namespace, String owner) {
    return true;
  }
}
