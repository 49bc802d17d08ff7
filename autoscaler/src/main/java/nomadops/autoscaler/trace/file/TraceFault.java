package nomadops.autoscaler.trace.file;

/// What is wrong with one field of one line.
///
/// @param file its name
/// @param line from 1
/// @param field the column's name, or `line` for all of it
/// @param value what is there
/// @param want what is right
public record TraceFault(String file, long line, String field, String value, String want) {
  /// `week.csv:7: cpu is "fast"; want MHz, e.g. 500`.
  @Override
  public String toString() {
    String shown = value.length() <= 80 ? value : value.substring(0, 77) + "...";
    return file + ":" + line + ": " + field + " is \"" + shown + "\"; want " + want;
  }
}
