package nomadops.health.host;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import nomadops.health.check.Check;
import nomadops.health.check.Finding;
import nomadops.health.check.Worst;

/// What is free below the paths that fill up, as Nomad's `data_dir` and Docker's root.
public final class Disk implements Check {
  private final String name;
  private final Machine machine;
  private final List<Path> paths;
  private final Measure measure;

  private Disk(String name, Machine machine, List<Path> paths, Measure measure) {
    this.name = name;
    this.machine = machine;
    this.paths = List.copyOf(paths);
    this.measure = measure;
  }

  private interface Measure {
    /// @param path as people know it
    /// @param seen where this process sees it
    Finding of(Path path, Path seen) throws IOException;
  }

  /// Free bytes.
  public static Disk space(Machine machine, List<Path> paths, Floor floor, Volumes volumes) {
    return new Disk(
        "disk",
        machine,
        paths,
        (path, seen) -> {
          Share left = volumes.bytes(seen);
          return left.total() <= 0
              ? Finding.unknown(seen + " is on a file system that does not tell its size")
              : judge(left, floor, path, "free, " + gib(left.free()));
        });
  }

  /// Free inodes: many small files leave no room on a disk that has space left.
  public static Disk inodes(Machine machine, List<Path> paths, Floor floor, Volumes volumes) {
    return new Disk(
        "inodes",
        machine,
        paths,
        (path, seen) ->
            volumes
                .inodes(seen)
                .map(left -> judge(left, floor, path, "of its inodes free, " + left.free()))
                .orElseGet(() -> Finding.ok(path + " has no limit of inodes")));
  }

  /// @param what is free, and how much
  private static Finding judge(Share left, Floor floor, Path path, String what) {
    String reason =
        String.format(Locale.ROOT, "%s has %.1f %% %s", path, left.freeShare() * 100, what);
    return floor.isUnder(left) ? Finding.fail(reason) : Finding.ok(reason);
  }

  private static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Finding look(Duration within) {
    return Worst.alone(paths.stream().map(this::finding).toList(), "there are no paths to look at");
  }

  private Finding finding(Path path) {
    Path seen = machine.at(path);
    try {
      return measure.of(path, seen);
    } catch (IOException e) {
      return Finding.unknown(String.valueOf(Machine.untold(seen, e).getMessage()));
    }
  }
}
