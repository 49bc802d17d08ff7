package nomadops.client.model;

/// How many children a periodic or parameterized job has, by their status.
public record ChildSummary(long pending, long running, long dead) {

  public static final ChildSummary NONE = new ChildSummary(0, 0, 0);
}
