package nomadops.simulator.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nomadops.simulator.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What goes back.
final class Answer {
  static final String JSON = "application/json";
  static final String TEXT = "text/plain; charset=utf-8";
  final int status;
  final Map<String, String> headers;
  final byte[] body;

  private Answer(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  static Answer json(JsonNode body) {
    return new Answer(200, type(JSON), Json.MAPPER.writeValueAsBytes(body));
  }

  static Answer rows(List<ObjectNode> rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(Math.max(64, rows.size() * 512));
    out.write('[');
    for (int i = 0; i < rows.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      out.writeBytes(Json.MAPPER.writeValueAsBytes(rows.get(i)));
    }
    out.write(']');
    return new Answer(200, type(JSON), out.toByteArray());
  }

  static Answer text(int status, String body) {
    return new Answer(status, type(TEXT), body.getBytes(StandardCharsets.UTF_8));
  }

  static Answer bytes(String contentType, byte[] body) {
    return new Answer(200, type(contentType), body);
  }

  /// 200 without a body or type.
  static Answer empty(int status) {
    return new Answer(status, Map.of(), new byte[0]);
  }

  Answer status(int newStatus) {
    return new Answer(newStatus, headers, body);
  }

  Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body);
  }

  Answer index(long index) {
    return with("X-Nomad-Index", Long.toString(index));
  }

  private static Map<String, String> type(String contentType) {
    return Map.of("Content-Type", contentType);
  }
}
