package nomadops.snapshot.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import nomadops.snapshot.archive.ArchiveFacts;
import nomadops.snapshot.archive.Contents;
import nomadops.snapshot.archive.Keyring;
import tools.jackson.databind.json.JsonMapper;

/// What is said of a snapshot that is whole.
record Verified(String what, ArchiveFacts facts) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  String json() {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree()) + "\n";
  }

  String text() {
    StringBuilder text = new StringBuilder();
    tree()
        .forEach((key, value) ->
            text.append(String.format("%-15s  %s%n", key.replace('_', ' '), value)));
    return text.toString();
  }

  private Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("snapshot", what);
    tree.put("verified", true);
    tree.put("index", facts.index());
    tree.put("term", facts.term());
    tree.put("bytes", facts.bytes());
    tree.put("state_bytes", facts.stateBytes());
    tree.put("sha256", facts.sha256());
    switch (facts.contents()) {
      case Contents.Read(Map<String, Long> rows, Keyring keyring) -> {
        tree.put("rows", rows);
        tree.put("keyring", keyring.word());
        tree.put("keyring_meaning", keyring.meaning());
      }
      case Contents.Unknown(String reason) -> {
        tree.put("keyring", "unknown");
        tree.put("keyring_meaning", reason);
      }
    }
    return tree;
  }
}
