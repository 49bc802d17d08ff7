package nomadops.demo.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import nomadops.runtime.Failure;

/// The unpacked distribution that this process was launched from.
final class Home {
  private Home() {}

  /// @param why what the launcher is needed for, as the beginning of a sentence
  /// @throws Failure when this process was not started by a launcher
  static Path ofLauncher(String why) {
    String home = System.getProperty("nomadops.home", "");
    if (home.isEmpty() || !Files.isExecutable(Path.of(home, "bin", "nomad-ops"))) {
      throw new Failure(why + " by the launcher: run it by bin/nomad-ops, or by scripts/demo");
    }
    return Path.of(home);
  }
}
