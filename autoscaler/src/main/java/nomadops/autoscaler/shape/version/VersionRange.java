package nomadops.autoscaler.shape.version;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Conditions on versions, e.g. `>= 1.2, < 2.0` or `~> 1.2`: all of them must be met.
///
/// `version` is HashiCorp's go-version: a prerelease is met only by conditions that name one of the
/// same numbers. `semver` orders prereleases before their release and knows no `~>`
/// (`helper/constraints/semver` of Nomad).
public final class VersionRange {
  private static final Pattern CONDITION =
      Pattern.compile("\\s*(?<operator><=|>=|!=|~>|<|>|=|)\\s*(?<version>\\S+)\\s*");

  private VersionRange() {}

  /// What cannot be read is never met, as in Nomad.
  public static boolean loose(String conditions, String version) {
    return met(conditions, version, false);
  }

  /// By the order of semver.org.
  public static boolean semver(String conditions, String version) {
    return met(conditions, version, true);
  }

  private static boolean met(String conditions, String version, boolean semver) {
    Optional<Version> of = Version.loose(version);
    if (of.isEmpty()) {
      return false;
    }
    boolean all = true;
    for (String condition : conditions.split(",", -1)) {
      Matcher found = CONDITION.matcher(condition);
      Optional<Version> bound =
          !found.matches()
              ? Optional.empty()
              : semver
                  ? Version.semver(found.group("version"))
                  : Version.loose(found.group("version"));
      if (bound.isEmpty() || (semver && found.group("operator").equals("~>"))) {
        return false;
      }
      all &= meets(of.get(), found.group("operator"), bound.get(), semver);
    }
    return all;
  }

  private static boolean meets(Version version, String operator, Version bound, boolean semver) {
    int order = version.order(bound);
    return switch (operator) {
      case "!=" -> order != 0;
      case "<" -> (semver || comparable(version, bound)) && order < 0;
      case "<=" -> (semver || comparable(version, bound)) && order <= 0;
      case ">" -> (semver || comparable(version, bound)) && order > 0;
      case ">=" -> (semver || comparable(version, bound)) && order >= 0;
      case "~>" -> comparable(version, bound) && order >= 0 && sameUpToTheLast(version, bound);
      default -> order == 0;
    };
  }

  private static boolean comparable(Version version, Version bound) {
    return !version.isPrerelease()
        || (bound.isPrerelease() && version.parts().equals(bound.parts()));
  }

  /// Only the last part that was written may be greater.
  private static boolean sameUpToTheLast(Version version, Version bound) {
    if (bound.isPrerelease() != version.isPrerelease()
        || bound.parts().size() > version.parts().size()) {
      return false;
    }
    for (int i = 0; i < bound.given() - 1; i++) {
      if (version.part(i) != bound.part(i)) {
        return false;
      }
    }
    int last = bound.parts().size() - 1;
    return version.part(last) >= bound.part(last);
  }
}
