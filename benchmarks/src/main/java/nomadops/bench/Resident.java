package nomadops.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Resident memory of a process, as `/proc` tells it.
public final class Resident {
  private Resident() {}

  /// The most so far, in MB (`VmHWM`); NaN where there is no `/proc`, or the process is gone.
  public static double peakMb(long pid) throws IOException {
    return mb(pid, "VmHWM:");
  }

  /// At this moment, in MB (`VmRSS`); NaN where there is no `/proc`, or the process is gone.
  public static double nowMb(long pid) throws IOException {
    return mb(pid, "VmRSS:");
  }

  private static double mb(long pid, String field) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) {
      return Double.NaN;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith(field)) {
        return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
      }
    }
    return Double.NaN;
  }
}
