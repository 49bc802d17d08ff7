package nomadops.gc.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.gc.GcConfig;
import nomadops.runtime.Failure;

/// Writes the list that is judged to a file, page by page in constant memory. The file appears only
/// when it is whole.
final class ListRecorder {
  private ListRecorder() {}

  /// Writes the dead jobs that the settings ask for.
  ///
  /// @return how many
  /// @throws Failure when the file cannot be written
  static long record(NomadClient nomad, GcConfig config, Path file) {
    String dead = "Status == \"dead\"";
    Read read =
        Read.defaults()
            .inNamespace(config.namespace())
            .withStale()
            .withFilter(config.filter().isBlank() ? dead : dead + " and (" + config.filter() + ")")
            .withPerPage(config.pageSize())
            .with("meta", "true");
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      long rows;
      try (OutputStream out = open(part, file.toString().endsWith(".gz"))) {
        rows = nomad.jobs().copy(read, out);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      return rows;
    } catch (IOException e) {
      throw new Failure("the list cannot be written to " + file + ": " + e.getMessage(), e);
    } finally {
      discard(part);
    }
  }

  private static OutputStream open(Path part, boolean gzip) throws IOException {
    OutputStream file = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16);
    return gzip ? new GZIPOutputStream(file, 1 << 16) : file;
  }

  private static void discard(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException ignored) {
      // The fault that left it there is told already.
    }
  }
}
