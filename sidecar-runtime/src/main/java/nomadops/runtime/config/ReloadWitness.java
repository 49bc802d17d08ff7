package nomadops.runtime.config;

/// Hears what became of each reload.
public interface ReloadWitness {
  /// Nobody hears.
  ReloadWitness NONE = _ -> {};

  /// A reload is over.
  ///
  /// @param sound whether what was read is in force now, as far as a running process can take it
  void reloaded(boolean sound);
}
