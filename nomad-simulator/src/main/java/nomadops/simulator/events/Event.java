package nomadops.simulator.events;

import java.util.List;
import nomadops.simulator.json.AllocJson;
import nomadops.simulator.json.EvalJson;
import nomadops.simulator.json.JobJson;
import nomadops.simulator.json.Json;
import nomadops.simulator.json.NodeJson;
import nomadops.simulator.json.OtherJson;
import nomadops.simulator.state.Change;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One change as the stream tells it; the payload is rendered when somebody wants it.
///
/// @param filterKeys other keys that a subscriber may name; empty when there are none
public record Event(
    String topic,
    String type,
    String key,
    String namespace,
    List<String> filterKeys,
    long index,
    Change change) {

  static Event of(Change change, String type, long index) {
    return switch (change) {
      case Change.Job(int _, var row, boolean _) ->
          new Event("Job", type, row.id(), row.namespace(), List.of(), index, change);
      case Change.Eval(int _, var row) ->
          new Event(
              "Evaluation",
              type,
              row.id(),
              row.namespace(),
              List.of(row.jobId(), ""),
              index,
              change);
      case Change.Alloc(int _, var row) ->
          new Event(
              "Allocation",
              type,
              row.id(),
              row.namespace(),
              List.of(row.job().id(), row.deploymentId()),
              index,
              change);
      case Change.Node(int _, var row) ->
          new Event("Node", type, row.id(), "", List.of(), index, change);
      case Change.Deployment(int _, var row) ->
          new Event(
              "Deployment", type, row.id(), row.namespace(), List.of(row.jobId()), index, change);
    };
  }

  ObjectNode json() {
    ObjectNode json = Json.object();
    json.put("Topic", topic).put("Type", type).put("Key", key).put("Namespace", namespace);
    if (filterKeys.isEmpty()) {
      json.putNull("FilterKeys");
    } else {
      ArrayNode keys = json.putArray("FilterKeys");
      filterKeys.forEach(keys::add);
    }
    json.put("Index", index);
    json.set("Payload", payload());
    return json;
  }

  private ObjectNode payload() {
    ObjectNode payload = Json.object();
    switch (change) {
      case Change.Job(int _, var row, boolean deleted) -> {
        payload.set("Job", JobJson.whole(row));
        payload.put("Deleted", deleted);
      }
      case Change.Eval(int _, var row) -> payload.set("Evaluation", EvalJson.whole(row));
      case Change.Alloc(int _, var row) -> {
        payload.set("Allocation", AllocJson.whole(row, false));
        payload.put("Timeout", false).put("TimeoutReason", "");
      }
      case Change.Node(int _, var row) -> payload.set("Node", NodeJson.whole(row));
      case Change.Deployment(int _, var row) ->
          payload.set("Deployment", OtherJson.deployment(row));
    }
    return payload;
  }
}
