package nomadops.autoscaler.shape;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Regular expressions of Go (RE2), found in short texts by Java's engine.
///
/// Go's matches in time linear to the text whatever the expression is; Java's may not. A search
/// that takes too many steps is given up, so that a job cannot stand still what reads it.
final class GoRegex {
  private static final int MOST_STEPS = 200_000;

  private GoRegex() {}

  /// Nomad would know and we do not.
  static final class Undecided extends RuntimeException {
    Undecided(String message) {
      super(message, null, false, false);
    }
  }

  /// @throws Undecided when the expression is of a kind that Java does not know, or the search
  ///   takes too long
  static boolean finds(String expression, String text) {
    try {
      return Pattern.compile(inJava(expression)).matcher(new Counted(text, new int[1])).find();
    } catch (PatternSyntaxException e) {
      throw new Undecided("an expression that is not understood here");
    } catch (StackOverflowError e) {
      throw new Undecided("an expression that is too deep to search for here");
    }
  }

  private static String inJava(String expression) {
    return expression
        .replace("(?P<", "(?<")
        .replace("[:alpha:]", "\\p{Alpha}")
        .replace("[:digit:]", "\\p{Digit}")
        .replace("[:alnum:]", "\\p{Alnum}")
        .replace("[:space:]", "\\s")
        .replace("[:upper:]", "\\p{Upper}")
        .replace("[:lower:]", "\\p{Lower}")
        .replace("[:punct:]", "\\p{Punct}")
        .replace("[:word:]", "\\w");
  }

  /// Counts how often it is looked at, its parts included.
  private static final class Counted implements CharSequence {
    private final CharSequence text;
    private final int[] steps;

    Counted(CharSequence text, int[] steps) {
      this.text = text;
      this.steps = steps;
    }

    @Override
    public char charAt(int index) {
      if (++steps[0] > MOST_STEPS) {
        throw new Undecided("an expression that takes too long to search for here");
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(text.subSequence(start, end), steps);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
