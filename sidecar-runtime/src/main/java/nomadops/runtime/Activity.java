package nomadops.runtime;

/// One named loop or task of a process, on a thread of its own.
@FunctionalInterface
public interface Activity {

  /// Runs until the work is done, `stop` is requested, or the thread is interrupted. An exception
  /// other than [InterruptedException] ends the whole process.
  void run(Stop stop) throws Exception;
}
