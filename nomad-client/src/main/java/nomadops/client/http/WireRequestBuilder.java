package nomadops.client.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Gathers a [WireRequest].
public final class WireRequestBuilder {
  private final String operation;
  private final WireRequest.Method method;
  private final List<String> segments;
  private final List<WireRequest.Parameter> query = new ArrayList<>();
  private final Set<Integer> accepted = new HashSet<>();
  private final Map<String, String> headers = new HashMap<>();
  private Optional<byte[]> content = Optional.empty();
  private WireRequest.Body body = WireRequest.Body.WHOLE;
  private Duration allowance = Duration.ZERO;

  WireRequestBuilder(String operation, WireRequest.Method method, List<String> segments) {
    this.operation = operation;
    this.method = method;
    this.segments = segments;
  }

  public WireRequestBuilder query(String name, String value) {
    query.add(new WireRequest.Parameter(name, Optional.of(value)));
    return this;
  }

  public WireRequestBuilder flag(String name) {
    query.add(new WireRequest.Parameter(name, Optional.empty()));
    return this;
  }

  public WireRequestBuilder header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /// JSON to send.
  public WireRequestBuilder json(byte[] json) {
    content = Optional.of(json);
    return this;
  }

  /// A status that is an answer to this call, and not a fault.
  public WireRequestBuilder accept(int status) {
    accepted.add(status);
    return this;
  }

  public WireRequestBuilder body(WireRequest.Body how) {
    body = how;
    return this;
  }

  public WireRequestBuilder allowance(Duration extra) {
    allowance = extra;
    return this;
  }

  public WireRequest build() {
    return new WireRequest(
        operation, method, segments, query, headers, content, accepted, body, allowance);
  }
}
