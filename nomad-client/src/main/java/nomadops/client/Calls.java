package nomadops.client;

import java.io.IOException;
import java.util.Optional;
import nomadops.client.connection.Connection;
import nomadops.client.fault.NomadFault;
import nomadops.client.http.Wire;
import nomadops.client.http.WireRequest;
import nomadops.client.http.WireRequest.Method;
import nomadops.client.http.WireRequestBuilder;
import nomadops.client.http.WireResponse;
import nomadops.client.model.NomadJson;
import tools.jackson.core.JacksonException;

/// What all endpoints share: how a request starts, and how a body becomes a value.
final class Calls {
  private final Wire wire;
  private final Connection connection;

  Calls(Wire wire, Connection connection) {
    this.wire = wire;
    this.connection = connection;
  }

  /// Reads a body into a value. Whatever it throws on bad input becomes [NomadFault.Garbled].
  @FunctionalInterface
  interface Decoder<T> {
    T decode(byte[] body);
  }

  WireRequestBuilder get(String operation, String... segments) {
    return start(operation, Method.GET, segments);
  }

  WireRequestBuilder put(String operation, String... segments) {
    return start(operation, Method.PUT, segments);
  }

  WireRequestBuilder delete(String operation, String... segments) {
    return start(operation, Method.DELETE, segments);
  }

  private WireRequestBuilder start(String operation, Method method, String... segments) {
    WireRequestBuilder request = WireRequest.of(operation, method, segments);
    connection.region().ifPresent(region -> request.query("region", region));
    return request;
  }

  /// A read with its options.
  WireRequestBuilder get(Read read, String operation, String... segments) {
    WireRequestBuilder request = get(operation, segments);
    request.query("namespace", read.namespace().orElse(connection.namespace()));
    if (read.stale()) {
      request.flag("stale");
    }
    read.index().ifPresent(index -> request.query("index", Long.toString(index)));
    read.atMost()
        .ifPresent(wait -> {
          request.query("wait", wait.toMillis() + "ms");
          // Nomad adds up to a sixteenth, so that waiters do not wake together.
          request.allowance(wait.plus(wait.dividedBy(16)));
        });
    read.filter().ifPresent(filter -> request.query("filter", filter));
    read.prefix().ifPresent(prefix -> request.query("prefix", prefix));
    read.perPage().ifPresent(items -> request.query("per_page", Integer.toString(items)));
    read.nextToken().ifPresent(token -> request.query("next_token", token));
    read.more().forEach(request::query);
    return request;
  }

  <T> Answer<T> send(WireRequestBuilder request, Decoder<T> decoder) {
    try (WireResponse response = wire.send(request.build())) {
      return new Answer<>(decode(response, decoder), Meta.of(response));
    }
  }

  <T> Answer<T> send(WireRequestBuilder request, Class<T> type) {
    return send(request, body -> NomadJson.read(body, type));
  }

  /// Nomad's 404 with its own words is an empty answer; any other 404 is a fault: not Nomad, or an
  /// endpoint it lacks.
  <T> Answer<Optional<T>> sendForOptional(WireRequestBuilder request, Decoder<T> decoder) {
    try (WireResponse response = wire.send(request.accept(404).build())) {
      if (response.status() == 404) {
        String said = new String(bytes(response), java.nio.charset.StandardCharsets.UTF_8);
        if (!said.contains("not found") || said.contains("<")) {
          throw new NomadFault.Answered(
              response.request(),
              404,
              said,
              null,
              response.request()
                  + " was answered 404, not in Nomad's words. Check that the address is a Nomad agent's.");
        }
        return new Answer<>(Optional.empty(), Meta.of(response));
      }
      return new Answer<>(Optional.of(decode(response, decoder)), Meta.of(response));
    }
  }

  /// The caller closes it.
  WireResponse open(WireRequestBuilder request) {
    return wire.send(request.build());
  }

  static <T> T decode(WireResponse response, Decoder<T> decoder) {
    try {
      return decoder.decode(bytes(response));
    } catch (JacksonException | IllegalArgumentException e) {
      throw garbled(response, e);
    }
  }

  static byte[] bytes(WireResponse response) {
    try {
      return response.body().readAllBytes();
    } catch (IOException e) {
      throw response.cut(e);
    }
  }

  /// Says where the JSON breaks, and never what stands there: it may be a secret.
  static NomadFault.Garbled garbled(WireResponse response, RuntimeException cause) {
    String where =
        cause instanceof JacksonException json && json.getLocation() != null
            ? " at line "
                + json.getLocation().getLineNr()
                + ", column "
                + json.getLocation().getColumnNr()
            : "";
    return new NomadFault.Garbled(
        response.request(),
        response.request()
            + " was answered "
            + response.status()
            + " with a body that is not the expected JSON"
            + where
            + ". Check that the address is a Nomad agent's (1.7 or later) and that no proxy changes answers.",
        cause);
  }
}
