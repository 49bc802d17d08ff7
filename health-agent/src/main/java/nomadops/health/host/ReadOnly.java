package nomadops.health.host;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nomadops.health.check.Check;
import nomadops.health.check.Finding;
import nomadops.health.check.Worst;

/// File systems that the kernel stopped writing to, as after a fault of the disk.
public record ReadOnly(Machine machine, List<Path> paths) implements Check {
  private static final String MOUNTS = "/proc/self/mounts";

  public ReadOnly {
    paths = List.copyOf(paths);
  }

  @Override
  public String name() {
    return "read-only";
  }

  @Override
  public Finding look(Duration within) {
    try {
      List<Mount> mounts = Mount.read(machine.read(MOUNTS));
      return Worst.alone(
          paths.stream().map(path -> finding(path, mounts)).toList(),
          "there are no paths to look at");
    } catch (IllegalArgumentException e) {
      return Finding.unknown(machine.at(Path.of(MOUNTS)) + " has " + e.getMessage());
    } catch (Untold e) {
      return Finding.unknown(String.valueOf(e.getMessage()));
    }
  }

  private Finding finding(Path path, List<Mount> mounts) {
    try {
      Optional<Mount> found = Mount.of(machine.real(path).toString(), mounts);
      if (found.isEmpty()) {
        return Finding.unknown(
            machine.at(Path.of(MOUNTS)) + " has no mount that " + path + " is on");
      }
      Mount mount = found.get();
      String on = path + " is on " + mount.point() + " (" + mount.type() + ")";
      return mount
          .readOnly()
          .map(option -> Finding.fail(on + ", which cannot be written to: " + option))
          .orElseGet(() -> Finding.ok(on + ", which can be written to"));
    } catch (Untold e) {
      return Finding.unknown(String.valueOf(e.getMessage()));
    }
  }
}
