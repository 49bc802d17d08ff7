package nomadops.gc.bankrupt;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import nomadops.client.Operator;
import nomadops.client.SnapshotReceipt;

/// Saves a snapshot to a file that has its name only once it lies whole on the disk: the bytes were
/// compared with the server's digest as they came (`GET /v1/operator/snapshot`, Nomad 1.7 to 2.0),
/// and what the disk gives back is compared again.
final class SnapshotFile {
  private SnapshotFile() {}

  /// Returns its length.
  ///
  /// @throws nomadops.client.fault.NomadFault when Nomad gave none
  /// @throws IOException when it cannot be kept, or a file is there already
  static long save(Operator operator, Path file) throws IOException {
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString(), null, "it is there already");
    }
    Path part = Path.of(file + ".part");
    Files.deleteIfExists(part);
    try {
      create(part);
      SnapshotReceipt receipt = receive(operator, part);
      if (!digest(part).equals(receipt.sha256())) {
        throw new IOException("the disk gave back something else than Nomad sent");
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      return receipt.bytes();
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /// It holds every secret of the cluster.
  private static void create(Path part) throws IOException {
    if (Files.getFileStore(part.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
      Files.createFile(
          part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(part);
    }
  }

  private static SnapshotReceipt receive(Operator operator, Path part) throws IOException {
    try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.WRITE)) {
      SnapshotReceipt receipt = operator.saveSnapshot(out);
      out.flush();
      try (FileChannel disk = FileChannel.open(part, StandardOpenOption.WRITE)) {
        disk.force(true);
      }
      return receipt;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String digest(Path file) throws IOException {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return Base64.getEncoder().encodeToString(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
