package nomadops.gc.archive.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nomadops.gc.archive.ArchiveAddress;
import nomadops.gc.archive.ArchiveTrial;
import nomadops.gc.archive.ArchiveUnavailable;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.preflight.Finding;
import nomadops.runtime.preflight.Writable;

/// What `gc preflight` finds of the archive.
public final class ArchiveFindings {
  private static final String ARCHIVE = "archive";

  private ArchiveFindings() {}

  /// Looks at the archive that is set; changes nothing.
  public static List<Finding> of(Resolved settings) {
    ArchiveAddress address = settings.require(ArchiveSettings.ARCHIVE);
    List<Finding> found = new ArrayList<>();
    if (address instanceof ArchiveAddress.SqliteFile(var path)) {
      found.add(Writable.file(ARCHIVE, ARCHIVE, path));
    }
    tried(address, settings.find(ArchiveSettings.PASSWORD)).ifPresent(found::add);
    return found;
  }

  private static Optional<Finding> tried(ArchiveAddress address, Optional<String> password) {
    try {
      boolean there = ArchiveTrial.run(address, password);
      return there || address instanceof ArchiveAddress.Postgres
          ? Optional.of(
              new Finding.Passed(
                  ARCHIVE,
                  ARCHIVE,
                  address + (there ? " can be opened" : " is new, and can be made")))
          : Optional.empty();
    } catch (ArchiveUnavailable e) {
      return Optional.of(
          new Finding.Missing(ARCHIVE, ARCHIVE, String.valueOf(e.getMessage()), remedy(e.kind())));
    }
  }

  private static String remedy(ArchiveUnavailable.Kind kind) {
    return switch (kind) {
      case DAMAGED -> "restore it from its backup, or name another; see docs/gc-history.md";
      case MISCONFIGURED -> "mend archive, or what it names; see docs/gc-history.md";
      case UNREACHABLE -> "start the database, or open the way to it";
      case FAILED -> "do what the message says, and look again";
    };
  }
}
