package nomadops.exporter.selection;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import nomadops.exporter.family.Families;
import nomadops.exporter.family.Family;
import nomadops.runtime.config.Nearest;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.ValueParser;

/// A family's name, or a regular expression over names, anchored at both ends as Prometheus'. It
/// fits at least one family.
record FamilyPattern(String text, List<Family> families) {
  private static final Pattern NAME = Pattern.compile("\\w*");
  private static final String RIGHT = "write a family's name, or a regular expression over names";

  static ValueParser<FamilyPattern> parser() {
    return Parsers.scalar("family", RIGHT, FamilyPattern::parse);
  }

  /// @throws IllegalArgumentException when it fits none, with the nearest name there is
  static FamilyPattern parse(String text) {
    List<Family> found;
    try {
      Pattern pattern = Pattern.compile(text);
      found =
          Families.ALL.stream().filter(family -> pattern.matcher(family.name()).matches()).toList();
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "\"%s\" is no regular expression: %s at character %d"
              .formatted(text, e.getDescription(), e.getIndex() + 1),
          e);
    }
    if (found.isEmpty()) {
      String near =
          Nearest.to(text, Families.ALL.stream().map(Family::name).toList())
              .map(name -> ", but " + name + " is one")
              .orElse("");
      String none = isName(text) ? "\"%s\" is no family%s" : "\"%s\" fits no family%s";
      throw new IllegalArgumentException(none.formatted(text, near));
    }
    return new FamilyPattern(text, found);
  }

  /// True when one family was named, and not described.
  boolean isName() {
    return isName(text);
  }

  private static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  @Override
  public String toString() {
    return text;
  }
}
