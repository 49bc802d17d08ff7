package nomadops.runtime.config;

/// Where an effective value came from. The order of the variants is the order of precedence.
public sealed interface Origin {

  /// A command line option, without its dashes.
  record Flag(String key) implements Origin {
    @Override
    public String toString() {
      return "flag --" + key;
    }
  }

  /// An environment variable.
  record Environment(String name) implements Origin {
    @Override
    public String toString() {
      return "environment " + name;
    }
  }

  /// A place in the configuration file.
  record File(Position position) implements Origin {
    @Override
    public String toString() {
      return "file " + position;
    }
  }

  /// The built-in default.
  record Default() implements Origin {
    @Override
    public String toString() {
      return "default";
    }
  }
}
