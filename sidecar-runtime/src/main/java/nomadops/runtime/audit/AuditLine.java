package nomadops.runtime.audit;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// One line of the log: the record as JSON, and a line feed.
final class AuditLine {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int USUAL = 512;

  private AuditLine() {}

  static byte[] of(AuditRecord record) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(USUAL);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringProperty("time", record.time().toString());
      json.writeStringProperty("tool", record.tool());
      json.writeStringProperty("action", record.action());
      json.writeStringProperty("subject", record.subject());
      json.writeStringProperty("reason", record.reason());
      json.writeName("inputs");
      inputs(json, record.inputs());
      json.writeStringProperty("outcome", record.outcome());
      json.writeEndObject();
    }
    line.write('\n');
    return line.toByteArray();
  }

  private static void inputs(JsonGenerator json, Map<String, Object> inputs) {
    json.writeStartObject();
    inputs.forEach((name, value) -> {
      json.writeName(name);
      switch (value) {
        case String text -> json.writeString(text);
        case Long number -> json.writeNumber(number);
        case Boolean flag -> json.writeBoolean(flag);
        default -> json.writePOJO(value);
      }
    });
    json.writeEndObject();
  }
}
