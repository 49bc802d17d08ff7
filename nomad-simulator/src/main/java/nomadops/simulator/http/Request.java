package nomadops.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nomadops.simulator.cluster.Refused;
import nomadops.simulator.json.GoDuration;
import nomadops.simulator.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A request, read whole. Its path is decoded, as the real server matches it.
final class Request {
  private static final long DEFAULT_WAIT = GoDuration.parse("5m");
  private static final long MAX_WAIT = GoDuration.parse("10m");
  final String method;
  final String path;
  final String token;
  private final String headerNamespace;
  private final Map<String, List<String>> parameters;
  private final byte[] body;
  private boolean forcedStale;

  private Request(
      String method,
      String path,
      String token,
      String namespace,
      Map<String, List<String>> parameters,
      byte[] body) {
    this.method = method;
    this.path = path;
    this.token = token;
    this.headerNamespace = namespace;
    this.parameters = parameters;
    this.body = body;
  }

  static Request read(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String token = header(exchange, "X-Nomad-Token");
    String bearer = header(exchange, "Authorization");
    if (token.isEmpty() && bearer.regionMatches(true, 0, "Bearer ", 0, 7)) {
      token = bearer.substring(7).trim();
    }
    return new Request(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        token,
        header(exchange, "X-Nomad-Namespace"),
        parameters(exchange.getRequestURI().getRawQuery()),
        body);
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private static Map<String, List<String>> parameters(@Nullable String query) {
    Map<String, List<String>> parameters = new HashMap<>();
    if (query != null && !query.isEmpty()) {
      for (String pair : query.split("&")) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters.computeIfAbsent(decode(name), k -> new ArrayList<>()).add(decode(value));
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  boolean has(String name) {
    return parameters.containsKey(name);
  }

  /// The first value; empty when it is not there.
  String get(String name) {
    return parameters.getOrDefault(name, List.of("")).getFirst();
  }

  List<String> all(String name) {
    return parameters.getOrDefault(name, List.of());
  }

  boolean flag(String name) {
    return has(name) && !get(name).equals("false") && !get(name).equals("0");
  }

  String namespace() {
    String given = get("namespace").isEmpty() ? headerNamespace : get("namespace");
    return given.isEmpty() ? "default" : given;
  }

  boolean stale() {
    return forcedStale || flag("stale");
  }

  void forceStale() {
    forcedStale = true;
  }

  long index() {
    String given = get("index");
    try {
      return given.isEmpty() ? 0 : Long.parseUnsignedLong(given);
    } catch (NumberFormatException e) {
      throw new Refused(400, "Invalid index");
    }
  }

  /// How long a blocking query may wait, in nanoseconds, without jitter.
  long waitNanos() {
    String given = get("wait");
    try {
      long wait = given.isEmpty() ? DEFAULT_WAIT : GoDuration.parse(given);
      return wait <= 0 ? DEFAULT_WAIT : Math.min(wait, MAX_WAIT);
    } catch (IllegalArgumentException e) {
      throw new Refused(400, "Invalid wait time");
    }
  }

  int perPage() {
    String given = get("per_page");
    try {
      return given.isEmpty() ? 0 : Integer.parseInt(given);
    } catch (NumberFormatException e) {
      throw new Refused(400, "Expect a number for `per_page` query string parameter");
    }
  }

  /// The check-and-set index; null when none is asked for.
  @Nullable Long cas() {
    String given = get("cas");
    try {
      return given.isEmpty() ? null : Long.valueOf(given);
    } catch (NumberFormatException e) {
      throw new Refused(
          400, "can not parse cas: strconv.ParseUint: parsing \"" + given + "\": invalid syntax");
    }
  }

  JsonNode json() {
    try {
      return body.length == 0 ? Json.object() : Json.MAPPER.readTree(body);
    } catch (JacksonException e) {
      throw new Refused(400, "invalid character in request body: " + e.getOriginalMessage());
    }
  }

  boolean write() {
    return method.equals("PUT") || method.equals("POST");
  }

  void only(String... methods) {
    for (String allowed : methods) {
      if (method.equals(allowed)) {
        return;
      }
    }
    throw new Refused(405, "Invalid method");
  }
}
