package nomadops.runtime;

/// Where signals come from: the operating system, or a test.
public interface Signals {

  /// Calls `handler` whenever the signal (`TERM`, `INT`, `HUP`) arrives, on a thread of its own.
  void on(String signal, Runnable handler);

  /// Ends the process at once, without a further word.
  void halt(int exitCode);

  /// The signals of this process.
  static Signals ofProcess() {
    return new ProcessSignals();
  }
}
