package nomadops.snapshot.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// Snapshots as a server writes them, and with any file in them changed.
public final class Archives {
  private Archives() {}

  /// A whole one.
  public static byte[] whole(long index, byte[] state) {
    return of(files(index, state));
  }

  /// The three files of a whole one.
  static Map<String, byte[]> files(long index, byte[] state) {
    String meta =
        "{\"Version\":1,\"Index\":%d,\"Term\":3,\"Size\":%d}\n".formatted(index, state.length);
    return files(meta.getBytes(StandardCharsets.UTF_8), state);
  }

  static Map<String, byte[]> files(byte[] meta, byte[] state) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("meta.json", meta);
    files.put("state.bin", state);
    String sums = sum(meta) + "  meta.json\n" + sum(state) + "  state.bin\n";
    files.put("SHA256SUMS", sums.getBytes(StandardCharsets.UTF_8));
    return files;
  }

  static byte[] of(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new GZIPOutputStream(bytes), 512)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// The SHA-256 in hexadecimal digits.
  public static String sum(byte[] bytes) {
    return HexFormat.of().formatHex(sha256(bytes));
  }

  public static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
