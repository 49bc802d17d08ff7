package nomadops.health.host;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nomadops.health.check.Check;
import nomadops.health.check.Finding;

/// Free inodes below the paths that fill up: many small files leave no room on a disk that has
/// space left.
public record Inodes(Machine machine, List<Path> paths, Floor floor, Volumes volumes)
    implements Check {
  public Inodes {
    paths = List.copyOf(paths);
  }

  @Override
  public String name() {
    return "inodes";
  }

  @Override
  public Finding look(Duration within) {
    return Worst.of(paths.stream().map(this::finding).toList());
  }

  private Finding finding(Path path) {
    Path seen = machine.at(path);
    try {
      Optional<Share> inodes = volumes.inodes(seen);
      if (inodes.isEmpty()) {
        return Finding.ok(path + " has no limit of inodes");
      }
      Share left = inodes.get();
      String reason =
          String.format(
              Locale.ROOT,
              "%s has %.1f %% of its inodes free, %d",
              path,
              left.freeShare() * 100,
              left.free());
      return floor.isUnder(left) ? Finding.fail(reason) : Finding.ok(reason);
    } catch (IOException e) {
      return Finding.unknown(String.valueOf(Machine.untold(seen, e).getMessage()));
    }
  }
}
