package nomadops.client;

import java.util.List;
import java.util.Map;
import nomadops.client.model.Namespace;
import nomadops.client.model.NomadJson;

/// Namespaces: `/v1/namespaces`.
public final class Namespaces {
  private final Calls calls;

  Namespaces(Calls calls) {
    this.calls = calls;
  }

  /// Those that the token may see.
  public Answer<List<Namespace>> list(Read read) {
    return calls.send(
        calls.get(read, "namespaces.list", "v1", "namespaces"),
        body -> NomadJson.readList(body, Namespace.class));
  }

  /// Makes a namespace, or gives one that is there this description and no quota, rules or meta.
  /// Needs a management token.
  public void apply(String name, String description) {
    calls
        .open(
            calls
                .put("namespace.apply", "v1", "namespace", name)
                .json(NomadJson.write(Map.of("Name", name, "Description", description))))
        .close();
  }
}
