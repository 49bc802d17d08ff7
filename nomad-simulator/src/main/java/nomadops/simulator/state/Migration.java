package nomadops.simulator.state;

/// That an allocation was told to leave its node, and by what (`DesiredTransition`).
///
/// @param stopped somebody stopped it, whether or not a drain moves it, too
/// @param placesNone nothing takes its place (`MigrateDisablePlacement`)
public record Migration(boolean stopped, boolean placesNone) {
  /// Somebody stopped it: another one takes its place.
  public static final Migration STOP = new Migration(true, false);

  /// What a drain makes of it.
  ///
  /// @param placesNone true for batch jobs on this version
  public static Migration drained(boolean placesNone) {
    return new Migration(false, placesNone);
  }

  /// The same when it is stopped, too: what a drain said stays.
  public Migration andStopped() {
    return new Migration(true, placesNone);
  }
}
