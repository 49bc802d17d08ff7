package nomadops.simulator.http;

import nomadops.simulator.acl.Rights;
import nomadops.simulator.cluster.JobChildren;
import nomadops.simulator.cluster.JobWrites;
import nomadops.simulator.cluster.Refused;
import nomadops.simulator.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Registers, deletes, dispatches and evaluates jobs.
final class JobWriteHandler {
  private final Services services;

  JobWriteHandler(Services services) {
    this.services = services;
  }

  /// Registers the job in the body.
  ///
  /// @param jobId the id in the path; empty for `PUT /v1/jobs`
  Answer register(Request request, String jobId) {
    JsonNode body = request.json();
    JsonNode job = body.path("Job");
    if (!job.isObject()) {
      throw new Refused(400, "Job must be specified");
    }
    String id = Json.text(job.path("ID"));
    if (!job.has("ID")) {
      throw new Refused(400, "Job ID hasn't been provided");
    }
    if (!jobId.isEmpty() && !jobId.equals(id)) {
      throw new Refused(400, "Job ID does not match name");
    }
    priority(body.path("EvalPriority").asInt(0));
    Rights rights = services.rights(request);
    String given = Json.text(job.path("Namespace"));
    String namespace = given.isEmpty() ? request.namespace() : given;
    Access.require(rights.anyOf(namespace, "submit-job", "register-job"));
    accepting(rights);
    JobRules.check(job);
    JobWrites.Written written = services.jobs().register(namespace, body);
    return Answer.json(registered(written)).index(written.index());
  }

  /// Where ACLs are off everybody counts as management (`registrationsAreAllowed` in Nomad's
  /// `nomad/job_endpoint.go`, 1.8.4 and 2.0.5).
  private void accepting(Rights rights) {
    boolean rejecting =
        services.store().current().schedulerConfig().path("RejectJobRegistration").asBoolean(false);
    if (rejecting && services.acl() && !rights.management()) {
      throw new Refused(
          403, "Job registration, dispatch, and scale are disabled by the scheduler configuration");
    }
  }

  private static ObjectNode registered(JobWrites.Written written) {
    ObjectNode json = Json.object();
    json.put("EvalID", written.evalId()).put("EvalCreateIndex", written.evalCreateIndex());
    json.put("JobModifyIndex", written.jobModifyIndex()).put("Warnings", "");
    return tail(json, written.index());
  }

  private static ObjectNode tail(ObjectNode json, long index) {
    return json.put("Index", index)
        .put("LastContact", 0)
        .put("KnownLeader", false)
        .put("NextToken", "");
  }

  Answer delete(Request request, String id) {
    boolean purge = bool(request, "purge");
    int priority = integer(request.get("eval_priority"));
    if (priority > 0) {
      priority(priority);
    }
    Rights rights = services.rights(request);
    String namespace = request.namespace();
    Access.require(
        rights.anyOf(namespace, "submit-job", "purge-job")
            || (!purge && rights.namespace(namespace, "deregister-job")));
    JobWrites.Written written =
        services.jobs().deregister(namespace, id, purge, Math.max(0, priority));
    ObjectNode json = Json.object();
    json.put("EvalID", written.evalId()).put("EvalCreateIndex", written.evalCreateIndex());
    json.put("JobModifyIndex", written.jobModifyIndex())
        .put("VolumeEvalID", "")
        .put("VolumeEvalIndex", 0);
    return Answer.json(tail(json, written.index())).index(written.index());
  }

  Answer evaluate(Request request, String id) {
    Rights rights = services.rights(request);
    String namespace = request.namespace();
    Access.require(rights.anyOf(namespace, "submit-job", "evaluate-job"));
    JobWrites.Written written = services.jobs().evaluate(request.namespace(), id);
    return Answer.json(registered(written)).index(written.index());
  }

  Answer dispatch(Request request, String id) {
    Rights rights = services.rights(request);
    String namespace = request.namespace();
    Access.require(rights.namespace(namespace, "dispatch-job"));
    accepting(rights);
    JobChildren.Child child = dispatched(request, namespace, id);
    JobWrites.Written written = child.written();
    ObjectNode json = Json.object();
    json.put("DispatchedJobID", child.id()).put("EvalID", written.evalId());
    json.put("EvalCreateIndex", written.evalCreateIndex()).put("JobCreateIndex", written.index());
    return Answer.json(json.put("Index", written.index())).index(written.index());
  }

  private JobChildren.Child dispatched(Request request, String namespace, String id) {
    JsonNode body = request.json();
    String given = request.get("idempotency_token");
    String token = given.isEmpty() ? Json.text(body.path("IdempotencyToken")) : given;
    return services.children().dispatch(namespace, id, body, token);
  }

  Answer forcePeriodic(Request request, String id) {
    Access.require(
        services
            .rights(request)
            .anyOf(request.namespace(), "dispatch-job", "submit-job", "force-periodic-job"));
    JobWrites.Written written =
        services.children().forcePeriodic(request.namespace(), id).written();
    ObjectNode json = Json.object();
    json.put("EvalID", written.evalId()).put("EvalCreateIndex", written.evalCreateIndex());
    return Answer.json(json.put("Index", written.index())).index(written.index());
  }

  private static void priority(int priority) {
    if (priority != 0 && (priority < 1 || priority > 100)) {
      throw new Refused(400, "Eval priority must be between 1 and 100 inclusively");
    }
  }

  private static boolean bool(Request request, String name) {
    String value = request.get(name);
    return switch (value) {
      case "", "0", "f", "F", "false", "FALSE", "False" -> false;
      case "1", "t", "T", "true", "TRUE", "True" -> true;
      default ->
          throw new Refused(
              500,
              "Failed to parse value of \""
                  + name
                  + "\" ("
                  + value
                  + ") as a bool: strconv.ParseBool: parsing \""
                  + value
                  + "\": invalid syntax");
    };
  }

  private static int integer(String text) {
    try {
      return text.isEmpty() ? 0 : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new Refused(
          500,
          "Failed to parse value of \"eval_priority\" ("
              + text
              + ") as a int: strconv.Atoi: parsing \""
              + text
              + "\": invalid syntax");
    }
  }
}
