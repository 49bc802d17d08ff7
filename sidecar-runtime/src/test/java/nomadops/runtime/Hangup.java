package nomadops.runtime;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// For tests that send SIGHUP to a process of their own.
public final class Hangup {
  private Hangup() {}

  /// Leaves a test out where its children could not hear the signal.
  public static void assumeHeard() throws IOException {
    assumeFalse(isIgnored(), "started under nohup: children inherit that SIGHUP is ignored");
  }

  /// Bit 0 of SigIgn is SIGHUP, see proc(5).
  private static boolean isIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1) == 1);
  }
}
