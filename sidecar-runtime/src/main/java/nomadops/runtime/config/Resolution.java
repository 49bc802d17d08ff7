package nomadops.runtime.config;

/// The outcome of [Settings#resolve].
public sealed interface Resolution permits Resolved, Problems {

  /// The resolved settings.
  ///
  /// @throws ConfigException when there are faults
  default Resolved orThrow() {
    return switch (this) {
      case Resolved resolved -> resolved;
      case Problems problems -> throw new ConfigException(problems);
    };
  }
}
