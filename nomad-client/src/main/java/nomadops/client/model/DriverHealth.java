package nomadops.client.model;

/// What a node says of one task driver.
///
/// @param detected the driver is there at all; nodes list those that are not, too
/// @param healthy it can run tasks
public record DriverHealth(boolean detected, boolean healthy) {

  /// Whether tasks can be placed on it.
  public boolean usable() {
    return detected && healthy;
  }
}
