package nomadops.runtime.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Appends records to one file. Safe for many threads.
///
/// The order that keeps effects and records together: [#ensureWritable] before the effect,
/// [#record] after it and before it is reported as done. A record that could not be written is kept
/// (the last 1000 of them) and written first once the file takes data again; until then
/// [#ensureWritable] refuses, so at most the effects already in flight wait for their lines.
public final class AuditLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final long LEAST_ROOM = 64 * 1024;
  private static final int MOST_WAITING = 1000;

  private final Path path;
  private final AuditPolicy policy;
  private final InstantSource clock;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private FileChannel file;

  /// Of a regular file; empty for devices. Kept, since finding it reads the table of mounts.
  private Optional<FileStore> store;

  private boolean torn;
  private long repairs;

  private AuditLog(Path path, AuditPolicy policy, InstantSource clock, FileChannel file)
      throws IOException {
    this.path = path;
    this.policy = policy;
    this.clock = clock;
    this.file = file;
    this.store = store(path);
  }

  /// Opens the file, making it and its folder if needed. A last line that a crash cut off is ended
  /// with a newline.
  ///
  /// @throws AuditUnavailable when it cannot be written
  public static AuditLog open(Path path, AuditPolicy policy, InstantSource clock) {
    try {
      Path folder = path.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      AuditLog log = new AuditLog(path, policy, clock, channel(path));
      log.repair();
      return log;
    } catch (IOException e) {
      throw unavailable(path, e);
    }
  }

  /// Returns if a record written now would very likely succeed.
  ///
  /// @throws AuditUnavailable otherwise; try again later
  public synchronized void ensureWritable() {
    try {
      writeWaiting();
      if (store.isPresent() && store.get().getUsableSpace() < LEAST_ROOM) {
        throw new FileSystemException(path.toString(), null, "the disk is full");
      }
    } catch (IOException e) {
      throw unavailable(path, e);
    }
  }

  /// Appends one record; when this returns, the operating system has it (and the disk, if the
  /// policy says so).
  ///
  /// @throws AuditUnavailable when it could not be written; it is kept and written later if that
  ///   becomes possible
  public synchronized void record(AuditRecord record) {
    byte[] line = AuditLine.of(record);
    if (waiting.size() == MOST_WAITING) {
      LOG.error(
          "audit: lost: {}", new String(waiting.removeFirst(), StandardCharsets.UTF_8).strip());
    }
    waiting.addLast(line);
    try {
      writeWaiting();
    } catch (IOException e) {
      throw unavailable(path, e);
    }
  }

  /// Starts anew on the same path, after another program has moved the file away.
  ///
  /// @throws AuditUnavailable when it cannot be opened; the old file stays in use
  public synchronized void reopen() {
    try {
      FileChannel fresh = channel(path);
      replaceBy(fresh);
      repair();
    } catch (IOException e) {
      throw unavailable(path, e);
    }
  }

  /// How many torn lines were ended since the log was opened.
  public synchronized long repairs() {
    return repairs;
  }

  /// Writes what is waiting, forces everything to the disk, closes.
  ///
  /// @throws AuditUnavailable when records could not be saved
  @Override
  public synchronized void close() {
    try (FileChannel last = file) {
      writeWaiting();
      force(last);
    } catch (IOException e) {
      throw unavailable(path, e);
    }
  }

  private void writeWaiting() throws IOException {
    if (!waiting.isEmpty() && torn) {
      append(new byte[] {'\n'});
      torn = false;
      repairs++;
    }
    while (!waiting.isEmpty()) {
      rotateIfFull();
      append(waiting.getFirst());
      waiting.removeFirst();
    }
  }

  private void append(byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      while (buffer.hasRemaining()) {
        if (file.write(buffer) == 0) {
          throw new IOException("nothing could be written");
        }
      }
    } catch (IOException e) {
      torn = torn || buffer.position() > 0;
      throw e;
    }
    if (policy.sync() == AuditPolicy.Sync.EVERY_RECORD) {
      force(file);
    }
  }

  private void rotateIfFull() throws IOException {
    if (policy.rotateAt().isEmpty() || file.size() < policy.rotateAt().getAsLong()) {
      return;
    }
    Path aside = path.resolveSibling(path.getFileName() + "." + STAMP.format(clock.instant()));
    if (Files.exists(aside)) {
      return;
    }
    Files.move(path, aside);
    FileChannel fresh = channel(path);
    replaceBy(fresh);
    LOG.info("audit: continues in a new {}; the old one is {}", path, aside.getFileName());
  }

  private void replaceBy(FileChannel fresh) throws IOException {
    try (FileChannel old = file) {
      file = fresh;
      force(old);
    } finally {
      store = store(path);
    }
  }

  private static Optional<FileStore> store(Path path) throws IOException {
    return Files.isRegularFile(path) ? Optional.of(Files.getFileStore(path)) : Optional.empty();
  }

  private void repair() throws IOException {
    if (!Files.isRegularFile(path) || Files.size(path) == 0) {
      return;
    }
    ByteBuffer last = ByteBuffer.allocate(1);
    try (FileChannel reader = FileChannel.open(path, StandardOpenOption.READ)) {
      reader.read(last, reader.size() - 1);
    }
    if (last.get(0) != '\n') {
      append(new byte[] {'\n'});
      repairs++;
      LOG.warn("audit: the last line of {} was cut off by a crash; it stays as it is", path);
    }
  }

  // Devices such as /dev/full cannot be synced.
  private void force(FileChannel channel) throws IOException {
    if (store.isPresent()) {
      channel.force(false);
    }
  }

  private static FileChannel channel(Path path) throws IOException {
    return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static AuditUnavailable unavailable(Path path, IOException cause) {
    String why =
        cause instanceof FileSystemException fs && fs.getReason() != null
            ? fs.getReason()
            : cause instanceof FileSystemException
                ? cause.getClass().getSimpleName().replace("Exception", "")
                : String.valueOf(cause.getMessage());
    return new AuditUnavailable(
        "the audit log " + path + " cannot be written: " + why + "; nothing is done unaudited",
        cause);
  }
}
