package nomadops.simulator.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import nomadops.simulator.json.Json;
import nomadops.simulator.state.State;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import tools.jackson.databind.node.ObjectNode;

/// A snapshot in a real server's shape: a gzip-compressed tar file with `meta.json`, `state.bin`
/// and `SHA256SUMS`. Its rows hold no more than their keys: it can be stored, checked and counted,
/// and not restored.
final class SnapshotArchive {
  private static final HexFormat HEX = HexFormat.of();

  private SnapshotArchive() {}

  /// The archive, with its checksum in `Digest`.
  static Answer answer(State state) {
    byte[] archive = archive(state);
    return Answer.bytes("application/x-gzip", archive)
        .with("Digest", "sha-256=" + Base64.getEncoder().encodeToString(sha256(archive)));
  }

  private static byte[] archive(State state) {
    byte[] rows = SnapshotState.of(state);
    byte[] meta =
        (Json.MAPPER.writeValueAsString(meta(state, rows.length)) + "\n")
            .getBytes(StandardCharsets.UTF_8);
    String sums =
        HEX.formatHex(sha256(meta))
            + "  meta.json\n"
            + HEX.formatHex(sha256(rows))
            + "  state.bin\n";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new GZIPOutputStream(bytes), 512)) {
      put(tar, "meta.json", meta);
      put(tar, "state.bin", rows);
      put(tar, "SHA256SUMS", sums.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void put(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setMode(0600);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static ObjectNode meta(State state, long size) {
    ObjectNode meta = Json.object().put("Version", 1).put("ID", "2-" + state.index() + "-1");
    meta.put("Index", Math.max(1, state.index())).put("Term", 2).put("Peers", "kA==");
    meta.putObject("Configuration").putArray("Servers");
    return meta.put("ConfigurationIndex", 1).put("Size", size);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
