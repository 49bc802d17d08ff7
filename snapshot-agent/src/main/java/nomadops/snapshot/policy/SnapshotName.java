package nomadops.snapshot.policy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a snapshot's file is called: `nomad-global-20261127T130012Z-48211-0f3a9c12bd45.snap`. Only
/// snapshots that were verified ever have such a name.
///
/// The digest's first digits make the names of two replicas that save in one second differ, and
/// tell whether the content is still the one that was named.
///
/// @param cluster which cluster it is of: lower case letters, digits, `_`, `.` and `-`
/// @param at when it was asked for, in whole seconds
/// @param index the Raft index up to which it holds everything
/// @param digest the first 12 hexadecimal digits of the file's SHA-256
public record SnapshotName(String cluster, Instant at, long index, String digest)
    implements Comparable<SnapshotName> {
  /// By time, then by Raft index.
  private static final Comparator<SnapshotName> OLDEST_FIRST =
      Comparator.comparing(SnapshotName::at)
          .thenComparingLong(SnapshotName::index)
          .thenComparing(SnapshotName::digest)
          .thenComparing(SnapshotName::cluster);

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Pattern CLUSTER = Pattern.compile("[a-z0-9]([a-z0-9_.-]{0,62}[a-z0-9])?");
  private static final Pattern FILE =
      Pattern.compile(
          "nomad-(" + CLUSTER.pattern() + ")-(\\d{8}T\\d{6}Z)-(\\d{1,19})-([0-9a-f]{12})\\.snap");

  /// How many digits of the digest a name has.
  private static final int DIGITS = 12;

  public SnapshotName {
    at = at.truncatedTo(ChronoUnit.SECONDS);
    if (!fits(cluster) || index < 0 || !digest.matches("[0-9a-f]{12}")) {
      throw new IllegalArgumentException(
          "no snapshot's name: cluster " + cluster + ", index " + index + ", digest " + digest);
    }
  }

  /// The name of an archive.
  ///
  /// @param sha256 all 64 hexadecimal digits
  public static SnapshotName of(String cluster, Instant at, long index, String sha256) {
    return new SnapshotName(cluster, at, index, sha256.substring(0, DIGITS));
  }

  /// True for what may stand in a name.
  public static boolean fits(String cluster) {
    return CLUSTER.matcher(cluster).matches();
  }

  /// Reads a file's name; empty for anything that is not exactly what [#file] gives.
  public static Optional<SnapshotName> parse(String file) {
    Matcher parts = FILE.matcher(file);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      SnapshotName name =
          new SnapshotName(
              parts.group(1),
              LocalDateTime.parse(parts.group(3), STAMP).toInstant(ZoneOffset.UTC),
              Long.parseLong(parts.group(4)),
              parts.group(5));
      return Optional.of(name).filter(read -> read.file().equals(file));
    } catch (DateTimeException | NumberFormatException _) {
      return Optional.empty();
    }
  }

  /// The file's name.
  public String file() {
    return "nomad-" + cluster + "-" + STAMP.format(at) + "-" + index + "-" + digest + ".snap";
  }

  /// True when a file with this digest may bear this name.
  public boolean isOf(String sha256) {
    return sha256.startsWith(digest);
  }

  @Override
  public int compareTo(SnapshotName other) {
    return OLDEST_FIRST.compare(this, other);
  }
}
