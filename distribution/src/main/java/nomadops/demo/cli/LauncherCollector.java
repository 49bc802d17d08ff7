package nomadops.demo.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import nomadops.demo.Collector;
import nomadops.demo.LaunchedGc;

/// A single run with the default rule; what it says stays beside the report.
///
/// @param home the unpacked distribution
/// @param folder for the audit log and for what the process says
record LauncherCollector(Path home, Path folder) implements Collector {
  @Override
  public Collection start(URI address) throws IOException {
    return LaunchedGc.start(home, address, files(), List.of("--once", "--keep-for=4h"));
  }

  LaunchedGc.Files files() {
    return new LaunchedGc.Files(
        folder.resolve("demo-purged.ndjson"),
        folder.resolve("demo-gc.txt"),
        folder.resolve("demo-gc.log"));
  }
}
