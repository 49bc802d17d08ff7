package nomadops.client;

import java.util.List;
import java.util.Optional;

/// The cluster's leader and peers: `/v1/status/...`. Needs no token.
@SuppressWarnings("DoNotCallSuggester")
public final class Status {

  /// The leader's RPC address, for example `127.0.0.1:4647`; empty while there is none.
  public Optional<String> leader() {
    throw new UnsupportedOperationException("not built yet");
  }

  public List<String> peers() {
    throw new UnsupportedOperationException("not built yet");
  }

  public List<String> regions() {
    throw new UnsupportedOperationException("not built yet");
  }
}
