package nomadops.drainer.notice;

/// A machine as its cloud names it, such as `i-0633ac2b0d9769723`.
///
/// @param value never blank; anything but control characters and spaces, since other clouds name
///   theirs differently
public record InstanceId(String value) implements Comparable<InstanceId> {
  private static final int LONGEST = 512;

  public InstanceId {
    boolean printable =
        value.codePoints().noneMatch(c -> Character.isISOControl(c) || Character.isSpaceChar(c));
    if (value.isEmpty() || value.length() > LONGEST || !printable) {
      throw new IllegalArgumentException(
          "an instance id such as i-0633ac2b0d9769723 is needed, not '" + value + "'");
    }
  }

  @Override
  public int compareTo(InstanceId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
