package nomadops.health.host;

import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// statvfs(3), by which the JDK's FileStore counts bytes but not inodes: neither it nor the "unix"
/// attributes of a file have a count of free inodes, and a child process for `df -i` could hang.
final class Statvfs {
  // struct statvfs of 64-bit Linux, with glibc as with musl: words of 8 bytes, of which the sixth
  // is f_files and the eighth f_favail, the inodes free for others than root. It is 112 long.
  private static final long ROOM = 256;
  private static final long F_FILES = 5;
  private static final long F_FAVAIL = 7;

  private Statvfs() {}

  static Optional<Share> inodes(Path path) throws IOException {
    if (!System.getProperty("os.name").equals("Linux")
        || ValueLayout.ADDRESS.byteSize() != Long.BYTES) {
      throw new IOException("inodes can be counted on 64-bit Linux only");
    }
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(Linker.Option.captureStateLayout());
      MemorySegment answer = arena.allocate(ROOM, Long.BYTES);
      if (call(errno, arena.allocateFrom(path.toString()), answer) != 0) {
        throw new IOException("statvfs fails with errno " + (int) Native.ERRNO.get(errno, 0L));
      }
      long files = answer.getAtIndex(ValueLayout.JAVA_LONG, F_FILES);
      long free = answer.getAtIndex(ValueLayout.JAVA_LONG, F_FAVAIL);
      return files == 0 ? Optional.empty() : Optional.of(new Share(free, files));
    }
  }

  private static int call(MemorySegment errno, MemorySegment path, MemorySegment answer) {
    try {
      return (int) Native.STATVFS.invokeExact(errno, path, answer);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("statvfs cannot be called", e);
    }
  }

  /// Looked up when it is first needed, and only where it is known to be as above.
  private static final class Native {
    private static final AddressLayout ADDRESS = ValueLayout.ADDRESS;
    private static final VarHandle ERRNO =
        Linker.Option.captureStateLayout().varHandle(PathElement.groupElement("errno"));
    private static final MethodHandle STATVFS = handle();

    @SuppressWarnings(
        "restricted") // The launcher allows native access; the call is as in statvfs(3).
    private static MethodHandle handle() {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(
          linker.defaultLookup().find("statvfs").orElseThrow(),
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ADDRESS, ADDRESS),
          Linker.Option.captureCallState("errno"));
    }
  }
}
