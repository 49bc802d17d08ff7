package nomadops.simulator.state;

/// Nomad's order of evaluations and allocations: creation index, then id. Written `index.id` in
/// page tokens.
public record CreateKey(long createIndex, String id) implements Comparable<CreateKey> {
  @Override
  public int compareTo(CreateKey other) {
    int byIndex = Long.compare(createIndex, other.createIndex);
    return byIndex != 0 ? byIndex : id.compareTo(other.id);
  }

  @Override
  public String toString() {
    return createIndex + "." + id;
  }
}
