package nomadops.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Where the time of all processors of this machine went, in the system's ticks (`proc_stat(5)`).
///
/// @param busy user, system and interrupts
/// @param stolen what was wanted here and given to other machines by the hypervisor
public record ProcessorTime(long busy, long stolen) {
  private static final Path STAT = Path.of("/proc/stat");
  private static final int IDLE = 4;
  private static final int WAITING = 5;
  private static final int STOLEN = 8;

  /// Since the machine's start; nothing where no system tells.
  public static ProcessorTime soFar() throws IOException {
    if (!Files.isReadable(STAT)) {
      return new ProcessorTime(0, 0);
    }
    List<String> lines = Files.readAllLines(STAT);
    String[] fields = lines.isEmpty() ? new String[0] : lines.getFirst().split(" +", -1);
    long busy = 0;
    for (int i = 1; i < Math.min(STOLEN, fields.length); i++) {
      busy += i == IDLE || i == WAITING ? 0 : Long.parseLong(fields[i]);
    }
    return new ProcessorTime(busy, fields.length > STOLEN ? Long.parseLong(fields[STOLEN]) : 0);
  }

  /// How much of what was wanted since then was stolen, 0 to 1: tails of latencies are made of it.
  public double stolenSince(ProcessorTime before) {
    long lost = stolen - before.stolen;
    long wanted = lost + busy - before.busy;
    return wanted == 0 ? 0 : (double) lost / wanted;
  }
}
