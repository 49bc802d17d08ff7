package nomadops.client.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// One request, before it is encoded.
///
/// @param operation a name of low cardinality for metrics, for example `job.purge`
/// @param segments the path, each part still unencoded: a job's id is one part, whatever it
///   contains
/// @param query in order; a parameter without a value is a bare flag
/// @param accepted statuses besides 2xx that are answers and not faults
/// @param body how the answer's body is taken
/// @param allowance time on top of the connection's request timeout: a blocking query's own wait
public record WireRequest(
    String operation,
    Method method,
    List<String> segments,
    List<Parameter> query,
    Map<String, String> headers,
    Optional<byte[]> content,
    Set<Integer> accepted,
    Body body,
    Duration allowance) {

  public WireRequest {
    Objects.requireNonNull(operation, "operation");
    Objects.requireNonNull(method, "method");
    segments = List.copyOf(segments);
    query = List.copyOf(query);
    headers = Map.copyOf(headers);
    Objects.requireNonNull(content, "content");
    accepted = Set.copyOf(accepted);
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(allowance, "allowance");
  }

  /// Starts to describe a request.
  public static WireRequestBuilder of(String operation, Method method, String... segments) {
    return new WireRequestBuilder(operation, method, List.of(segments));
  }

  /// True when repeating the request changes nothing on the server.
  public boolean isRead() {
    return method == Method.GET;
  }

  WireRequest withHeader(String name, String value) {
    Map<String, String> all = new java.util.HashMap<>(headers);
    all.put(name, value);
    return new WireRequest(
        operation, method, segments, query, all, content, accepted, body, allowance);
  }

  /// What Nomad knows.
  public enum Method {
    GET,
    PUT,
    DELETE
  }

  /// How an answer's body is taken.
  public enum Body {
    /// Whole, before the call returns; the request timeout covers all of it.
    WHOLE,
    /// As a stream; the request timeout covers each wait for more.
    STREAMED,
    /// As a stream that may be silent for any time.
    ENDLESS
  }

  /// A query parameter; an empty value is a bare flag such as `lock-acquire`.
  public record Parameter(String name, Optional<String> value) {
    public Parameter {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(value, "value");
    }
  }
}
