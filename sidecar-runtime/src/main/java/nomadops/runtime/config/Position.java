package nomadops.runtime.config;

/// Where a piece of configuration was written: a file (or flag, or environment variable) and, for
/// files, line and column, both counted from 1. Line 0 means "no line": the whole source is meant.
public record Position(String source, int line, int column) {

  /// The whole source.
  public static Position of(String source) {
    return new Position(source, 0, 0);
  }

  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line + ":" + column;
  }
}
