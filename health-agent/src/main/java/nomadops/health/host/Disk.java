package nomadops.health.host;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import nomadops.health.check.Check;
import nomadops.health.check.Finding;

/// Free bytes below the paths that fill up, as Nomad's `data_dir` and Docker's root.
public record Disk(Machine machine, List<Path> paths, Floor floor, Volumes volumes)
    implements Check {
  public Disk {
    paths = List.copyOf(paths);
  }

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public Finding look(Duration within) {
    return Worst.of(paths.stream().map(this::finding).toList());
  }

  private Finding finding(Path path) {
    Path seen = machine.at(path);
    try {
      Share left = volumes.bytes(seen);
      if (left.total() <= 0) {
        return Finding.unknown(seen + " is on a file system that does not tell its size");
      }
      String reason =
          String.format(
              Locale.ROOT,
              "%s has %.1f %% free, %.1f GiB",
              path,
              left.freeShare() * 100,
              left.free() / (double) (1L << 30));
      return floor.isUnder(left) ? Finding.fail(reason) : Finding.ok(reason);
    } catch (IOException e) {
      return Finding.unknown(String.valueOf(Machine.untold(seen, e).getMessage()));
    }
  }
}
