package nomadops.simulator.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import nomadops.simulator.json.Json;
import nomadops.simulator.state.State;
import nomadops.simulator.state.Table;
import tools.jackson.databind.node.ObjectNode;

/// A snapshot: gzip, as from a real server, of a JSON object that tells which state it is of. It
/// can be stored and checked, not restored.
final class SnapshotArchive {
  private SnapshotArchive() {}

  /// The archive, with its checksum in `Digest`.
  static Answer answer(State state) {
    byte[] archive = gzip(Json.MAPPER.writeValueAsBytes(describe(state)));
    return Answer.bytes("application/x-gzip", archive).with("Digest", digest(archive));
  }

  private static ObjectNode describe(State state) {
    ObjectNode json = Json.object().put("Index", state.index());
    ObjectNode indexes = json.putObject("TableIndexes");
    for (Table table : Table.values()) {
      indexes.put(table.name(), state.tableIndex(table));
    }
    ObjectNode rows = json.putObject("Rows");
    rows.put("Jobs", state.jobs().size()).put("Evaluations", state.evals().size());
    rows.put("Allocations", state.allocs().size()).put("Nodes", state.nodes().size());
    rows.put("Variables", state.variables().size()).put("Namespaces", state.namespaces().size());
    json.set("SchedulerConfig", state.schedulerConfig());
    return json;
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String digest(byte[] archive) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(archive);
      return "sha-256=" + Base64.getEncoder().encodeToString(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
