package nomadops.health.host;

/// What has to be left free.
///
/// @param share from 0 to 1 of all; 0 turns it off
/// @param amount so many; 0 turns it off
public record Floor(double share, long amount) {
  public Floor {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(
          "the free share " + share + " is out of range: write 0 to less than 1, e.g. 0.05");
    }
    if (amount < 0) {
      throw new IllegalArgumentException("the free amount " + amount + " is negative: 0 is off");
    }
  }

  /// 5 % and 1 GiB. Nomad collects dead allocations from 80 % of use on
  /// (`gc_disk_usage_threshold`), so that what stays below 5 % is not Nomad's to free.
  public static Floor usualBytes() {
    return new Floor(0.05, 1L << 30);
  }

  /// 5 %, as the kubelet evicts by; Nomad collects from 70 % of use on
  /// (`gc_inode_usage_threshold`).
  public static Floor usualInodes() {
    return new Floor(0.05, 0);
  }

  boolean isUnder(Share left) {
    return left.free() < amount || left.freeShare() < share;
  }
}
