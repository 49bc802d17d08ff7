package nomadops.runtime.leader;

import nomadops.runtime.Activity;
import nomadops.runtime.Stop;

/// Decides which of several replicas acts. Runs as a background activity in
/// [nomadops.runtime.Phase#LEADERSHIP] and is closed in the same phase: until then it goes on
/// renewing, so that what is in flight may finish.
public interface Leadership extends Activity, AutoCloseable {

  /// What every effect asks first.
  Fence fence();

  /// Where this process stands now.
  Standing standing();

  /// Gives leadership up, so that another can take it at once. Call after [#run] has ended.
  @Override
  void close();

  /// For a process that is the only one: always leading.
  static Leadership none() {
    return new Leadership() {
      private final Fence fence = Fence.open();

      @Override
      public Fence fence() {
        return fence;
      }

      @Override
      public Standing standing() {
        return new Standing(true, "", "leadership is not asked for (leader=none)");
      }

      @Override
      public void run(Stop stop) throws InterruptedException {
        stop.await();
      }

      @Override
      public void close() {}
    };
  }
}
