package nomadops.simulator.http;

import nomadops.simulator.cluster.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which handler answers which path. Job ids hold slashes, so what hangs below a job is found by
/// its suffix.
final class Routes {
  private static final Logger log = LoggerFactory.getLogger(Routes.class);
  private final JobReadHandler jobs;
  private final JobWriteHandler jobWrites;
  private final EvalHandler evals;
  private final AllocHandler allocs;
  private final NodeHandler nodes;
  private final NodePoolHandler pools;
  private final VariableHandler variables;
  private final OperatorHandler operator;
  private final ServersHandler servers;
  private final AgentHandler agent;
  private final MetricsHandler metrics;
  private final AclHandler acl;

  Routes(Services services) {
    jobs = new JobReadHandler(services);
    jobWrites = new JobWriteHandler(services);
    evals = new EvalHandler(services);
    allocs = new AllocHandler(services);
    nodes = new NodeHandler(services);
    pools = new NodePoolHandler(services);
    variables = new VariableHandler(services);
    operator = new OperatorHandler(services);
    servers = new ServersHandler(services);
    agent = new AgentHandler(services);
    metrics = new MetricsHandler(services);
    acl = new AclHandler(services);
  }

  Answer answer(Request request) {
    return switch (request.path) {
      case "/v1/jobs" -> jobsRoot(request);
      case "/v1/evaluations" -> evals.listOrDelete(request);
      case "/v1/evaluations/count" -> evals.count(request);
      case "/v1/allocations" -> allocs.list(request);
      case "/v1/nodes" -> nodes.list(request);
      case "/v1/node/pools" -> pools.all(request);
      case "/v1/vars" -> variables.list(request);
      case "/v1/namespaces" -> operator.namespaces(request);
      case "/v1/namespace" -> operator.namespace(request, "");
      case "/v1/deployments" -> jobs.deployments(request, null);
      case "/v1/operator/scheduler/configuration" -> operator.schedulerConfig(request);
      case "/v1/operator/raft/configuration" -> servers.raftConfiguration(request);
      case "/v1/operator/autopilot/health" -> servers.autopilotHealth(request);
      case "/v1/operator/raft/transfer-leadership" -> servers.transferLeadership(request);
      case "/v1/operator/snapshot" -> operator.snapshot(request);
      case "/v1/system/gc" -> operator.systemGc(request);
      case "/v1/agent/self" -> agent.self(request);
      case "/v1/agent/health" -> agent.health(request);
      case "/v1/agent/members" -> agent.members(request);
      case "/v1/status/leader" -> agent.leader(request);
      case "/v1/status/peers" -> agent.peers(request);
      case "/v1/regions" -> agent.regions(request);
      case "/v1/metrics" -> metrics.metrics(request);
      default -> item(request);
    };
  }

  private Answer jobsRoot(Request request) {
    request.only("GET", "PUT", "POST");
    return request.write() ? jobWrites.register(request, "") : jobs.list(request);
  }

  private Answer item(Request request) {
    String path = request.path;
    if (path.startsWith("/v1/job/")) {
      return job(request, path.substring("/v1/job/".length()));
    }
    if (path.startsWith("/v1/evaluation/")) {
      String id = path.substring("/v1/evaluation/".length());
      return id.endsWith("/allocations")
          ? evals.allocations(request, without(id, "/allocations"))
          : evals.read(request, id);
    }
    if (path.startsWith("/v1/allocation/")) {
      return allocs.one(request, path.substring("/v1/allocation/".length()));
    }
    if (path.startsWith("/v1/node/pool/")) {
      return pools.one(request, path.substring("/v1/node/pool/".length()));
    }
    if (path.startsWith("/v1/node/")) {
      return nodes.one(request, path.substring("/v1/node/".length()));
    }
    if (path.startsWith("/v1/var/")) {
      return variables.one(request, path.substring("/v1/var/".length()));
    }
    if (path.startsWith("/v1/namespace/")) {
      return operator.namespace(request, path.substring("/v1/namespace/".length()));
    }
    if (path.startsWith("/v1/acl/")) {
      return acl.handle(request, path.substring("/v1/acl/".length()));
    }
    log.warn("{} {} is not simulated", request.method, path);
    return Answer.empty(404);
  }

  private Answer job(Request request, String rest) {
    for (String suffix :
        new String[] {
          "/evaluations",
          "/allocations",
          "/summary",
          "/versions",
          "/deployments",
          "/submission",
          "/dispatch",
          "/evaluate",
          "/periodic/force"
        }) {
      if (rest.endsWith(suffix)) {
        return below(request, without(rest, suffix), suffix);
      }
    }
    return switch (request.method) {
      case "GET" -> jobs.read(request, rest);
      case "PUT", "POST" -> jobWrites.register(request, rest);
      case "DELETE" -> jobWrites.delete(request, rest);
      default -> throw new Refused(405, "Invalid method");
    };
  }

  private Answer below(Request request, String id, String suffix) {
    boolean writes =
        suffix.equals("/dispatch")
            || suffix.equals("/evaluate")
            || suffix.equals("/periodic/force");
    if (writes) {
      request.only("PUT", "POST");
    } else {
      request.only("GET");
    }
    return switch (suffix) {
      case "/evaluations" -> jobs.evaluations(request, id);
      case "/allocations" -> jobs.allocations(request, id);
      case "/summary" -> jobs.summary(request, id);
      case "/versions" -> jobs.versions(request, id);
      case "/deployments" -> jobs.deployments(request, id);
      case "/submission" -> jobs.submission(request);
      case "/dispatch" -> jobWrites.dispatch(request, id);
      case "/evaluate" -> jobWrites.evaluate(request, id);
      default -> jobWrites.forcePeriodic(request, id);
    };
  }

  private static String without(String text, String suffix) {
    return text.substring(0, text.length() - suffix.length());
  }
}
