package nomadops.client;

import java.util.List;
import nomadops.client.model.Namespace;

/// Namespaces: `/v1/namespaces`.
@SuppressWarnings("DoNotCallSuggester")
public final class Namespaces {

  /// Those that the token may see.
  public Answer<List<Namespace>> list(Read read) {
    throw new UnsupportedOperationException("not built yet");
  }
}
