package nomadops.client.events;

import java.util.Objects;
import java.util.Optional;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.Deployment;
import nomadops.client.model.Evaluation;
import nomadops.client.model.Job;
import nomadops.client.model.Node;
import nomadops.client.model.RawJson;

/// One event. `type` is Nomad's word for what happened, for example `JobRegistered`, `PlanResult`.
public sealed interface NomadEvent extends StreamItem {

  /// Where the event came from.
  EventHeader header();

  /// The Raft index; all events of one Raft entry have the same.
  default long index() {
    return header().index();
  }

  /// Nomad's word for what happened.
  default String type() {
    return header().type();
  }

  /// A job changed; a purge is `JobDeregistered` with the job as it was. After a GC of the server:
  /// `JobBatchDeregistered`.
  record JobEvent(EventHeader header, Job job) implements NomadEvent {
    public JobEvent {
      Objects.requireNonNull(header, "header");
      Objects.requireNonNull(job, "job");
    }
  }

  record EvaluationEvent(EventHeader header, Evaluation evaluation) implements NomadEvent {
    public EvaluationEvent {
      Objects.requireNonNull(header, "header");
      Objects.requireNonNull(evaluation, "evaluation");
    }
  }

  record AllocationEvent(EventHeader header, AllocationStub allocation) implements NomadEvent {
    public AllocationEvent {
      Objects.requireNonNull(header, "header");
      Objects.requireNonNull(allocation, "allocation");
    }
  }

  record NodeEvent(EventHeader header, Node node) implements NomadEvent {
    public NodeEvent {
      Objects.requireNonNull(header, "header");
      Objects.requireNonNull(node, "node");
    }
  }

  record DeploymentEvent(EventHeader header, Deployment deployment) implements NomadEvent {
    public DeploymentEvent {
      Objects.requireNonNull(header, "header");
      Objects.requireNonNull(deployment, "deployment");
    }
  }

  /// A topic that we do not know, or a payload without its object.
  record Unknown(EventHeader header, Optional<RawJson> payload) implements NomadEvent {
    public Unknown {
      Objects.requireNonNull(header, "header");
      Objects.requireNonNull(payload, "payload");
    }
  }
}
