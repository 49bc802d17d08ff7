package nomadops.simulator.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A temporary folder of an agent. A client that runs as root mounts a small memory file system for
/// each task's secrets; they are unmounted before the folder is deleted.
final class ScratchDir implements AutoCloseable {
  private static final Path MOUNTS = Path.of("/proc/self/mounts");
  private final Path path;

  ScratchDir() {
    try {
      path = Files.createTempDirectory("nomad-agent-");
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder", e);
    }
  }

  Path path() {
    return path;
  }

  Path write(String name, String content) {
    try {
      return Files.writeString(path.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (!Files.exists(path)) {
      return;
    }
    try {
      for (String mount : mounts()) {
        new ProcessBuilder("umount", mount).inheritIO().start().waitFor();
      }
      Files.walkFileTree(path, new Delete());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + path, e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private List<String> mounts() throws IOException {
    if (!Files.exists(MOUNTS)) {
      return List.of();
    }
    return Files.readAllLines(MOUNTS).stream()
        .map(line -> line.split(" ", 3)[1])
        .filter(mount -> Path.of(mount).startsWith(path))
        .toList();
  }

  private static final class Delete extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
