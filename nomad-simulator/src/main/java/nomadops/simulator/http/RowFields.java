package nomadops.simulator.http;

import java.util.function.Supplier;
import nomadops.simulator.filter.Fields;
import nomadops.simulator.json.JobJson;
import nomadops.simulator.state.AllocRow;
import nomadops.simulator.state.EvalRow;
import nomadops.simulator.state.JobRow;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Rows as filters see them; what filters mostly ask for is answered without rendering the row.
final class RowFields {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private RowFields() {}

  static Fields of(JobRow job) {
    Fields whole = lazy(() -> JobJson.whole(job));
    return name ->
        switch (name) {
          case "ID" -> NODES.stringNode(job.id());
          case "Namespace" -> NODES.stringNode(job.namespace());
          case "ParentID" -> NODES.stringNode(job.parentId());
          case "Type" -> NODES.stringNode(job.type());
          case "Status" -> NODES.stringNode(job.status());
          case "Stop" -> NODES.booleanNode(job.stop());
          case "Priority" -> NODES.numberNode(job.priority());
          case "SubmitTime" -> NODES.numberNode(job.submitTime());
          case "Meta" -> job.spec().path("Meta");
          default -> whole.get(name);
        };
  }

  static Fields of(EvalRow eval, Supplier<ObjectNode> json) {
    Fields whole = lazy(json);
    return name ->
        switch (name) {
          case "ID" -> NODES.stringNode(eval.id());
          case "Namespace" -> NODES.stringNode(eval.namespace());
          case "Status" -> NODES.stringNode(eval.status());
          case "Type" -> NODES.stringNode(eval.type());
          case "JobID" -> NODES.stringNode(eval.jobId());
          case "TriggeredBy" -> NODES.stringNode(eval.triggeredBy());
          case "Priority" -> NODES.numberNode(eval.priority());
          case "NodeID" -> NODES.stringNode(eval.nodeId());
          case "StatusDescription" -> NODES.stringNode(eval.statusDescription());
          case "PreviousEval" -> NODES.stringNode(eval.previousEval());
          case "BlockedEval" -> NODES.stringNode(eval.blockedEval());
          case "JobModifyIndex" -> NODES.numberNode(eval.jobModifyIndex());
          default -> whole.get(name);
        };
  }

  static Fields of(AllocRow alloc, Supplier<ObjectNode> json) {
    Fields whole = lazy(json);
    return name ->
        switch (name) {
          case "ID" -> NODES.stringNode(alloc.id());
          case "Namespace" -> NODES.stringNode(alloc.namespace());
          case "NodeID" -> NODES.stringNode(alloc.nodeId());
          case "JobID" -> NODES.stringNode(alloc.job().id());
          case "TaskGroup" -> NODES.stringNode(alloc.group());
          case "ClientStatus" -> NODES.stringNode(alloc.clientStatus());
          case "DesiredStatus" -> NODES.stringNode(alloc.desiredStatus());
          default -> whole.get(name);
        };
  }

  static Fields lazy(Supplier<ObjectNode> json) {
    return new Fields() {
      private @Nullable ObjectNode whole;

      @Override
      public JsonNode get(String name) {
        ObjectNode row = whole;
        if (row == null) {
          row = json.get();
          whole = row;
        }
        return row.path(name);
      }
    };
  }
}
