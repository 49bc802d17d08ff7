package nomadops.client.events;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.Deployment;
import nomadops.client.model.Evaluation;
import nomadops.client.model.Job;
import nomadops.client.model.Node;
import nomadops.client.model.NomadJson;
import nomadops.client.model.RawJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// What a line says about one event, gathered in whatever order it comes.
final class EventFields {
  final Map<String, String> texts = new HashMap<>();
  final Map<String, RawJson> payload = new HashMap<>();
  @Nullable AllocationStub allocation;
  @Nullable Deployment deployment;
  @Nullable Evaluation evaluation;
  @Nullable Job job;
  @Nullable Node node;
  long index;
  private List<String> filterKeys = List.of();

  void filterKeys(JsonParser json) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    List<String> keys = new ArrayList<>();
    for (JsonToken token = json.nextToken();
        token != null && token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      if (token == JsonToken.VALUE_STRING) {
        keys.add(json.getString());
      } else {
        json.skipChildren();
      }
    }
    filterKeys = keys;
  }

  NomadEvent event() {
    EventHeader header =
        new EventHeader(topic(), text("Type"), text("Key"), text("Namespace"), filterKeys, index);
    if (evaluation != null) {
      return new NomadEvent.EvaluationEvent(header, evaluation);
    }
    if (job != null) {
      return new NomadEvent.JobEvent(header, job);
    }
    if (node != null) {
      return new NomadEvent.NodeEvent(header, node);
    }
    if (allocation != null) {
      return new NomadEvent.AllocationEvent(header, allocation);
    }
    if (deployment != null) {
      return new NomadEvent.DeploymentEvent(header, deployment);
    }
    @Nullable RawJson object = payload.get(header.topic());
    if (object == null) {
      return new NomadEvent.Unknown(header, payload.values().stream().findFirst());
    }
    return switch (header.topic()) {
      case "Job" -> new NomadEvent.JobEvent(header, NomadJson.job(object));
      case "Evaluation" -> new NomadEvent.EvaluationEvent(header, NomadJson.evaluation(object));
      case "Allocation" ->
          new NomadEvent.AllocationEvent(
              header, NomadJson.read(object.bytes(), AllocationStub.class));
      case "Node" -> new NomadEvent.NodeEvent(header, NomadJson.read(object.bytes(), Node.class));
      case "Deployment" ->
          new NomadEvent.DeploymentEvent(header, NomadJson.read(object.bytes(), Deployment.class));
      default -> new NomadEvent.Unknown(header, Optional.of(object));
    };
  }

  /// Empty while it has not been read.
  String topic() {
    return text("Topic");
  }

  private String text(String field) {
    return texts.getOrDefault(field, "");
  }
}
