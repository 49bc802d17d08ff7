package nomadops.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// One request and response of a real server. Read with another JSON library than the client's.
record Recording(String version, String name, JsonNode request, JsonNode response) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static final List<String> VERSIONS = List.of("nomad-2.0.5", "nomad-1.8.4");

  static List<Recording> all() {
    return VERSIONS.stream().flatMap(Recording::of).toList();
  }

  static Recording named(String version, String name) {
    return read(folder(version).resolve(name + ".json"), version);
  }

  static Path folder(String version) {
    try {
      return Path.of(Recording.class.getResource("recordings/" + version).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<Recording> of(String version) {
    try (Stream<Path> files = Files.list(folder(version))) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(file -> read(file, version))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Recording read(Path file, String version) {
    try {
      JsonNode tree = JSON.readTree(Files.readAllBytes(file));
      String name = file.getFileName().toString().replace(".json", "");
      return new Recording(version, name, tree.get("request"), tree.get("response"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String method() {
    return request.get("method").asText();
  }

  /// Still percent-encoded.
  String path() {
    return URI.create(request.get("path").asText()).getRawPath();
  }

  Map<String, String> query() {
    Map<String, String> query = new LinkedHashMap<>();
    String raw = URI.create(request.get("path").asText()).getRawQuery();
    for (String part : raw == null ? new String[0] : raw.split("&")) {
      String[] pair = part.split("=", 2);
      query.put(pair[0], pair.length < 2 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  int status() {
    return response.get("status").asInt();
  }

  JsonNode body() {
    return response.get("body");
  }

  /// The body as it went over the wire: an object or list as JSON, words of an error as they are.
  String bodyText() {
    boolean words =
        body().isTextual()
            && !response.path("headers").path("Content-Type").asText().contains("json");
    return words ? body().asText() : body().toString();
  }

  Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    response
        .get("headers")
        .properties()
        .forEach(h -> headers.put(h.getKey(), h.getValue().asText()));
    return headers;
  }

  long index() {
    return response.path("headers").path("X-Nomad-Index").asLong();
  }

  /// The part of the request's path behind a prefix, up to the next slash.
  String idAfter(String prefix) {
    String rest = path().substring(path().indexOf(prefix) + prefix.length());
    int slash = rest.indexOf('/');
    return URLDecoder.decode(slash < 0 ? rest : rest.substring(0, slash), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return version + " " + name;
  }
}
