package nomadops.gc.archive.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import nomadops.gc.archive.ArchiveAddress;
import nomadops.gc.archive.ArchiveDatabase;
import nomadops.gc.archive.ArchiveUnavailable;
import nomadops.runtime.Failure;
import nomadops.runtime.Refused;
import nomadops.runtime.Unreachable;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Setting;

/// Where the archive is, and how long it keeps.
public final class ArchiveSettings {
  private static final String GROUP = "Archive";

  public static final Setting<ArchiveAddress> ARCHIVE =
      Setting.of(
              "archive",
              Parsers.<ArchiveAddress>scalar(
                  "file or url",
                  "write a path, or postgresql://user@host/database with the password in PGPASSWORD",
                  ArchiveAddress::parse))
          .describedAs(
              "SQLite file or PostgreSQL database that each job is written to before it is deleted; without it"
                  + " nothing is archived.")
          .example("/var/lib/nomad-ops/archive.sqlite")
          .inGroup(GROUP);
  public static final Setting<String> PASSWORD =
      Setting.of("archive-password", Parsers.string())
          .env("NOMAD_OPS_GC_ARCHIVE_PASSWORD", "PGPASSWORD")
          .describedAs("The password for PostgreSQL. Without it ~/.pgpass is looked into.")
          .asSecret()
          .inGroup(GROUP);
  public static final Setting<Duration> KEEP_FOR =
      Setting.of(
              "archive-keep-for", Parsers.duration(Duration.ofMinutes(1), Duration.ofDays(36_500)))
          .defaultsTo(Duration.ofDays(90))
          .describedAs("How long a job stays in the archive.")
          .inGroup(GROUP);

  /// In the order of the catalogue.
  public static final List<Setting<?>> ALL = List.of(ARCHIVE, PASSWORD, KEEP_FOR);

  private ArchiveSettings() {}

  /// The archive of a collector; empty when none is set.
  public static Optional<ArchiveDatabase> write(Resolved settings) {
    return settings.find(ARCHIVE).map(address -> opened(settings, address, ArchiveDatabase::write));
  }

  /// The archive for looking.
  ///
  /// @throws ConfigException when none is set
  static ArchiveDatabase read(Resolved settings) {
    return opened(settings, settings.require(ARCHIVE), ArchiveDatabase::read);
  }

  private static ArchiveDatabase opened(
      Resolved settings,
      ArchiveAddress address,
      BiFunction<ArchiveAddress, Optional<String>, ArchiveDatabase> open) {
    try {
      return open.apply(address, settings.find(PASSWORD));
    } catch (ArchiveUnavailable e) {
      throw told(settings, e);
    }
  }

  /// The same fault with an exit code.
  static RuntimeException told(Resolved settings, ArchiveUnavailable fault) {
    String message = String.valueOf(fault.getMessage());
    return switch (fault.kind()) {
      case DAMAGED -> new Refused(message);
      case MISCONFIGURED ->
          ConfigException.of(settings.origin(ARCHIVE).toString(), "archive", message, "");
      case UNREACHABLE -> new Unreachable(message, fault);
      case FAILED -> new Failure(message);
    };
  }
}
