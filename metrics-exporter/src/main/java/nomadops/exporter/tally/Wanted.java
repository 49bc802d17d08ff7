package nomadops.exporter.tally;

import nomadops.exporter.family.Family;

/// What is to be told at all: what nobody wants is not summed.
public interface Wanted {
  /// Whether a family has series.
  boolean wants(Family family);

  /// Whether a namespace's things count.
  boolean wantsNamespace(String namespace);

  /// Whether a job has series of its own.
  ///
  /// @param owner the job's id, or its parent's
  boolean wantsJob(String namespace, String owner);
}
