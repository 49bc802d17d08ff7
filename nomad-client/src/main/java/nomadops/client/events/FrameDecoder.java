package nomadops.client.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nomadops.client.model.NomadJson;
import nomadops.client.model.RawJson;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/// Reads one line. Samples: `{}`;
/// `{"Index":10,"Events":[{"Topic":"Job","Type":"JobRegistered","Key":"a","Namespace":"default","FilterKeys":null,"Index":10,"Payload":{"Job":{...}}}]}`.
final class FrameDecoder {
  private FrameDecoder() {}

  /// @throws BrokenLineException when it is not a line of the stream
  static Frame decode(byte[] line) throws BrokenLineException {
    try (JsonParser json = NomadJson.parser(line)) {
      require(json.nextToken() == JsonToken.START_OBJECT, "not an object");
      Frame frame = frame(line, json);
      require(json.nextToken() == null, "more than one value");
      return frame;
    } catch (JacksonException | IllegalArgumentException e) {
      throw new BrokenLineException("a line of " + line.length + " bytes cannot be read", e);
    }
  }

  private static Frame frame(byte[] line, JsonParser json) {
    long index = -1;
    List<NomadEvent> events = List.of();
    Optional<Frame> error = Optional.empty();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      switch (field) {
        case "Index" -> index = json.getLongValue();
        case "Events" -> events = value == JsonToken.VALUE_NULL ? List.of() : events(line, json);
        case "Error" -> error = Optional.of(error(json));
        default -> json.skipChildren();
      }
    }
    require(json.currentToken() == JsonToken.END_OBJECT, "a broken object");
    if (error.isPresent()) {
      return error.get();
    }
    if (events.isEmpty()) {
      return new Frame.Beat();
    }
    require(index >= 0, "events without an index");
    return new Frame.Batch(index, events);
  }

  private static List<NomadEvent> events(byte[] line, JsonParser json) {
    require(json.currentToken() == JsonToken.START_ARRAY, "events are not a list");
    List<NomadEvent> events = new ArrayList<>();
    while (json.nextToken() == JsonToken.START_OBJECT) {
      events.add(event(line, json));
    }
    require(json.currentToken() == JsonToken.END_ARRAY, "an event is not an object");
    return events;
  }

  private static NomadEvent event(byte[] line, JsonParser json) {
    EventFields fields = new EventFields();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      switch (field) {
        case "Index" -> fields.index = json.getLongValue();
        case "FilterKeys" -> fields.filterKeys(json);
        case "Payload" -> payload(line, json, fields);
        default -> {
          if (value == JsonToken.VALUE_STRING) {
            fields.texts.put(field, json.getString());
          } else {
            json.skipChildren();
          }
        }
      }
    }
    return fields.event();
  }

  private static void payload(byte[] line, JsonParser json, EventFields fields) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      boolean object = json.nextToken() == JsonToken.START_OBJECT;
      if (object && name.equals(fields.topic())) {
        subject(line, json, fields);
      } else if (object) {
        fields.payload.put(name, RawJson.at(line, json));
      } else {
        json.skipChildren();
      }
    }
  }

  /// What a busy cluster sends by the hundred is read as it passes.
  private static void subject(byte[] line, JsonParser json, EventFields fields) {
    switch (fields.topic()) {
      case "Evaluation" -> fields.evaluation = NomadJson.evaluation(json);
      case "Allocation" -> fields.allocation = NomadJson.allocation(json);
      case "Deployment" -> fields.deployment = NomadJson.deployment(json);
      case "Node" -> fields.node = NomadJson.node(json);
      case "Job" -> fields.job = NomadJson.job(line, json);
      default -> fields.payload.put(fields.topic(), RawJson.at(line, json));
    }
  }

  private static Frame error(JsonParser json) {
    JsonNode error = json.readValueAsTree();
    return new Frame.ServerError(
        error.path("Code").asInt(500),
        error.isString() ? error.asString() : error.path("Message").asString(error.toString()));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
