package nomadops.drainer.cli;

import nomadops.runtime.config.ConfigException;

/// Faults of a command line.
final class Usage {
  private Usage() {}

  /// @param hint the nearest right answer
  static ConfigException fault(String option, String message, String hint) {
    return ConfigException.of("command line", option, message, hint);
  }
}
