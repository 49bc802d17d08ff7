package nomadops.exporter.selection;

/// What may have series of its own.
public enum PerObject {
  JOB,
  NODE
}
