package nomadops.drainer.notice;

import java.io.Serial;

/// A message or a document holds something that a decoder cannot use. Ends a reading from within;
/// never leaves the decoder, so it has no stack trace.
public final class Unfit extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private static final int LONGEST = 120;

  /// A fault of one field.
  ///
  /// @param path such as `detail.instance-id`
  /// @param found what the field holds
  /// @param wanted what it should hold
  Unfit(String path, String found, String wanted) {
    this(path + " is " + found + ", it should be " + wanted);
  }

  /// A fault that is told in other words.
  public Unfit(String reason) {
    super(reason, null, false, false);
  }

  /// What is wrong, for people.
  public String reason() {
    return String.valueOf(getMessage());
  }

  /// Short enough for one line of a log, and nothing that could break it.
  static String cut(String value) {
    String line = value.replaceAll("\\p{Cntrl}+", " ");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }
}
