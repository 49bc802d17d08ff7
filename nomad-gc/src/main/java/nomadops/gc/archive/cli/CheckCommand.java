package nomadops.gc.archive.cli;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import nomadops.client.model.NomadJson;
import nomadops.gc.archive.ArchiveDatabase;
import nomadops.gc.archive.ArchiveDatabase.Integrity;
import nomadops.gc.archive.ArchiveUnavailable;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.log.Logs;

/// `gc archive check`.
final class CheckCommand {
  private CheckCommand() {}

  static ExitCode run(Invocation invocation) {
    Logs.setUp(
        invocation.settings(),
        invocation.around().err(),
        invocation.around().errTerminal().colour());
    try (ArchiveDatabase archive = ArchiveSettings.read(invocation.settings())) {
      Integrity found = archive.verify();
      if (invocation.flag("json")) {
        invocation.out().println(json(archive, found));
      } else {
        tell(invocation, archive, found);
      }
      return found.whole() ? ExitCode.DONE : ExitCode.FAILED;
    } catch (ArchiveUnavailable e) {
      throw ArchiveSettings.told(invocation.settings(), e);
    }
  }

  private static void tell(Invocation invocation, ArchiveDatabase archive, Integrity found) {
    found.faults().forEach(invocation.out()::println);
    invocation
        .out()
        .println(
            archive.name()
                + ": "
                + found.rows()
                + " rows, "
                + found.purged()
                + " purged, "
                + found.gone()
                + " found gone, "
                + found.pending()
                + " pending; "
                + (found.whole()
                    ? "every checksum fits"
                    : found.badRows()
                        + " rows are damaged"
                        + (found.faults().isEmpty() ? "" : ", see above")));
  }

  private static String json(ArchiveDatabase archive, Integrity found) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("archive", archive.name());
    all.put("whole", found.whole());
    all.put("rows", found.rows());
    all.put("purged", found.purged());
    all.put("gone", found.gone());
    all.put("pending", found.pending());
    all.put("damaged", found.badRows());
    all.put("faults", found.faults());
    return new String(NomadJson.write(all), StandardCharsets.UTF_8);
  }
}
