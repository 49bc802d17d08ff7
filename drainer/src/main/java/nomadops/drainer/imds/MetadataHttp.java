package nomadops.drainer.imds;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/// Small requests without a body. Every status is an answer.
interface MetadataHttp {

  /// Sends one request and reads all of the answer.
  ///
  /// @throws IOException when there was no whole answer, in time
  Reply send(String method, URI address, Map<String, String> headers) throws IOException;

  record Reply(int status, String body) {}
}
