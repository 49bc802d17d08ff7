package nomadops.simulator.contract;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A response: status, headers, and the body as text.
record Answer(String request, int status, HttpHeaders headers, String body) {
  static final JsonMapper JSON = JsonMapper.builder().build();

  JsonNode json() {
    return JSON.readTree(body);
  }

  /// A header's value, or empty.
  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /// `X-Nomad-Index`; fails when it is missing.
  long index() {
    return Long.parseLong(header("X-Nomad-Index"));
  }

  String nextToken() {
    return header("X-Nomad-NextToken");
  }

  Answer ok() {
    return expect(200);
  }

  Answer expect(int expected) {
    if (status != expected) {
      throw new AssertionError(request + ": expected " + expected + " but was " + this);
    }
    return this;
  }

  @Override
  public String toString() {
    return status + " " + (body.length() > 500 ? body.substring(0, 500) + "..." : body);
  }
}
