package nomadops.simulator.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import nomadops.simulator.json.Json;
import nomadops.simulator.state.State;
import nomadops.simulator.state.Table;
import tools.jackson.databind.node.ObjectNode;

/// `state.bin` of a snapshot: a MessagePack header, and for each row a byte that says its kind and
/// a MessagePack map (nomad/fsm.go, 2.0.5).
final class SnapshotState {
  private static final int FIXED_MAP = 0x80;
  private static final int FIXED_ARRAY = 0x90;
  private static final int TEXT_16 = 0xda;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private SnapshotState() {}

  static byte[] of(State state) {
    SnapshotState rows = new SnapshotState();
    rows.pack(Map.of());
    for (Table table : Table.values()) {
      rows.row(
          2,
          Map.of(
              "Key",
              table.name().toLowerCase(Locale.ROOT),
              "Value",
              Long.toString(state.tableIndex(table))));
    }
    State.values(state.nodes()).forEach(node -> rows.row(0, Map.of("ID", node.id())));
    State.values(state.jobs())
        .forEach(job -> rows.row(1, Map.of("Namespace", job.namespace(), "ID", job.id())));
    State.values(state.evals()).forEach(eval -> rows.row(3, Map.of("ID", eval.id())));
    State.values(state.allocs()).forEach(alloc -> rows.row(4, Map.of("ID", alloc.id())));
    State.values(state.aclPolicies()).forEach(policy -> rows.row(11, name(policy)));
    State.values(state.aclTokens())
        .forEach(token -> rows.row(12, Map.of("AccessorID", Json.text(token.path("AccessorID")))));
    rows.row(13, Map.of());
    State.values(state.variables())
        .forEach(one -> rows.row(22, Map.of("Namespace", one.namespace(), "Path", one.path())));
    rows.rootKey();
    State.values(state.namespaces()).forEach(namespace -> rows.row(64, name(namespace)));
    return rows.bytes.toByteArray();
  }

  private static Map<String, String> name(ObjectNode row) {
    return Map.of("Name", Json.text(row.path("Name")));
  }

  private void row(int kind, Map<String, String> keys) {
    bytes.write(kind);
    pack(keys);
  }

  private void pack(Map<String, String> keys) {
    map(keys.size());
    keys.forEach((key, value) -> {
      text(key);
      text(value);
    });
  }

  /// As a server without a key management service keeps it: the key that wraps it stands beside it.
  private void rootKey() {
    bytes.write(30);
    map(2);
    text("KeyID");
    text("00000000-0000-4000-8000-000000000001");
    text("WrappedKeys");
    bytes.write(FIXED_ARRAY | 1);
    map(2);
    text("Provider");
    text("aead");
    text("KeyEncryptionKey");
    text("secret");
  }

  private void map(int size) {
    bytes.write(FIXED_MAP | size);
  }

  private void text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    bytes.write(TEXT_16);
    bytes.write(utf8.length >> 8);
    bytes.write(utf8.length);
    bytes.writeBytes(utf8);
  }
}
