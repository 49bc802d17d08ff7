package nomadops.client.http;

import java.util.Map;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicHeader;

/// Turns a [WireRequest] into HTTP's form, with no header more than needed.
final class RequestEncoder {
  // Nomad makes a compressor for each answer, however small, about a megabyte of garbage
  // (CompressHandler in command/agent/http.go, 2.0.5): measured, it tripled the server's CPU time
  // for a purge.
  private static final Header UNCOMPRESSED =
      new BasicHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
  private static final Header JSON = new BasicHeader(HttpHeaders.CONTENT_TYPE, "application/json");
  private static final Header NO_CONTENT = new BasicHeader(HttpHeaders.CONTENT_LENGTH, "0");

  private final Header host;
  private final String prefix;

  RequestEncoder(Endpoint endpoint) {
    this.host = new BasicHeader(HttpHeaders.HOST, endpoint.authority());
    this.prefix = endpoint.prefix();
  }

  ClassicHttpRequest encode(WireRequest request) {
    ClassicHttpRequest http =
        new BasicClassicHttpRequest(request.method().name(), RequestTarget.of(prefix, request));
    http.addHeader(host);
    http.addHeader(UNCOMPRESSED);
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      http.addHeader(header.getKey(), header.getValue());
    }
    if (request.content().isPresent()) {
      byte[] content = request.content().get();
      http.addHeader(JSON);
      http.addHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(content.length));
      http.setEntity(new ByteArrayEntity(content, ContentType.APPLICATION_JSON));
    } else if (request.method() == WireRequest.Method.PUT) {
      http.addHeader(NO_CONTENT);
    }
    return http;
  }
}
