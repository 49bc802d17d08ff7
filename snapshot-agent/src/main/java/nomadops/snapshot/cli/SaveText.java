package nomadops.snapshot.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nomadops.snapshot.Pruner;
import nomadops.snapshot.SaveOutcome;
import tools.jackson.databind.json.JsonMapper;

/// What `snapshot save` says when it is done.
record SaveText(SaveOutcome.Saved saved, Optional<Pruner.Pruned> pruned) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  String json() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", saved.name().file());
    tree.put("index", saved.facts().index());
    tree.put("bytes", saved.facts().bytes());
    tree.put("sha256", saved.facts().sha256());
    tree.put("seconds", saved.took().toMillis() / 1e3);
    pruned.ifPresent(one -> {
      tree.put("deleted", one.deleted());
      tree.put("not_deleted", one.failed());
    });
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n";
  }

  String text() {
    String line = "saved " + saved.reason() + ", verified\n";
    return line
        + pruned
            .map(one ->
                "deleted "
                    + one.deleted()
                    + (one.failed() == 0
                        ? "\n"
                        : "; " + one.failed() + " could not be, see the log\n"))
            .orElse("");
  }
}
