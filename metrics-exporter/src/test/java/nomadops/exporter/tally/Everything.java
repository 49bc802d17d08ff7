package nomadops.exporter.tally;

import nomadops.exporter.family.Family;

/// All families, of all jobs.
public final class Everything implements Wanted {
  @Override
  public boolean family(Family family) {
    return true;
  }

  @Override
  public boolean namespace(String namespace) {
    return true;
  }

  @Override
  public boolean job(String namespace, String owner) {
    return true;
  }
}
