package nomadops.health.host;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One line of `/proc/self/mounts` (fstab(5)).
///
/// @param point text, as it need not be a path in the character set of this process
record Mount(String point, String type, Set<String> options) {
  /// How the kernel writes what would part the fields: blank, tab, line feed and backslash.
  private static final Pattern OCTAL = Pattern.compile("\\\\([0-3][0-7]{2})");

  /// `ro`, and what ext4 says since Linux 6.15 when a fault made it stop writing: its `rw` stays.
  private static final List<String> NOT_WRITABLE = List.of("ro", "emergency_ro", "shutdown");

  /// @param text a character for each byte
  static List<Mount> read(String text) {
    List<Mount> mounts = new ArrayList<>();
    // Not lines(): a carriage return may be part of a mount point.
    for (String line : text.split("\n")) {
      if (!line.isBlank()) {
        mounts.add(line(line));
      }
    }
    return mounts;
  }

  private static Mount line(String line) {
    String[] fields = line.split(" ", -1);
    if (fields.length < 4) {
      throw new IllegalArgumentException("a line with fewer than 4 fields: \"" + line + "\"");
    }
    Set<String> options = Set.copyOf(List.of(fields[3].split(",")));
    return new Mount(unescaped(fields[1]), fields[2], options);
  }

  private static String unescaped(String field) {
    String bytes =
        OCTAL
            .matcher(field)
            .replaceAll((MatchResult octal) ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(octal.group(1), 8))));
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /// The mount that `path` is on: that of the longest mount point, of equal ones the last, which
  /// hides the others.
  static Optional<Mount> of(String path, List<Mount> mounts) {
    Mount best = null;
    for (Mount mount : mounts) {
      if (mount.holds(path) && (best == null || mount.point.length() >= best.point.length())) {
        best = mount;
      }
    }
    return Optional.ofNullable(best);
  }

  private boolean holds(String path) {
    return path.equals(point) || path.startsWith(point.endsWith("/") ? point : point + "/");
  }

  /// The option that says that nothing can be written.
  Optional<String> readOnly() {
    return NOT_WRITABLE.stream().filter(options::contains).findFirst();
  }
}
