package nomadops.simulator.http;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import nomadops.simulator.json.Json;
import nomadops.simulator.state.State;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `GET /v1/metrics`: the gauges of the broker, the plan queue, the blocked evaluations, jobs, Raft
/// and locks, under their real names, as JSON or in the Prometheus text format.
final class MetricsHandler {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss '+0000 UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private final Services services;

  MetricsHandler(Services services) {
    this.services = services;
  }

  private record Gauge(String name, Map<String, String> labels, double value) {}

  Answer metrics(Request request) {
    request.only("GET");
    return request.get("format").equals("prometheus") ? prometheus() : json();
  }

  private List<Gauge> gauges() {
    List<Gauge> gauges = new ArrayList<>();
    var broker = services.broker();
    for (String type : List.of("batch", "service", "sysbatch", "system")) {
      add(gauges, "nomad.broker." + type + ".ready", broker.ready(type));
      add(gauges, "nomad.broker." + type + ".unacked", broker.unacked(type));
    }
    add(gauges, "nomad.broker.total_ready", broker.ready());
    add(gauges, "nomad.broker.total_unacked", broker.unacked());
    add(gauges, "nomad.broker.total_pending", broker.pending());
    add(gauges, "nomad.broker.total_waiting", 0);
    add(gauges, "nomad.broker.total_cancelable", 0);
    add(gauges, "nomad.blocked_evals.total_blocked", services.workers().blocked().size());
    add(gauges, "nomad.blocked_evals.total_escaped", services.workers().blocked().escaped());
    add(gauges, "nomad.blocked_evals.total_quota_limit", 0);
    add(gauges, "nomad.plan.queue_depth", 0);
    State state = services.store().current();
    Map<String, Long> byStatus = new TreeMap<>(Map.of("dead", 0L, "pending", 0L, "running", 0L));
    State.values(state.jobs()).forEach(job -> byStatus.merge(job.status(), 1L, Long::sum));
    byStatus.forEach((status, count) -> add(gauges, "nomad.job_status." + status, count));
    add(gauges, "nomad.heartbeat.active", state.nodes().size());
    add(gauges, "raft.appliedIndex", state.index());
    add(gauges, "raft.lastIndex", state.index());
    add(gauges, "state.snapshotIndex", state.index());
    add(gauges, "runtime.num_goroutines", Thread.activeCount());
    add(
        gauges,
        "runtime.alloc_bytes",
        Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
    add(gauges, "variables.locks.ttl_timer.num", services.leases().held());
    add(gauges, "variables.locks.delay_timer.num", 0);
    return gauges;
  }

  private static void add(List<Gauge> gauges, String name, long value) {
    gauges.add(new Gauge("nomad." + name, Map.of(), (double) value));
  }

  private Answer json() {
    ObjectNode json = Json.object();
    json.putArray("Counters");
    ArrayNode gauges = json.putArray("Gauges");
    for (Gauge gauge : gauges()) {
      ObjectNode row = gauges.addObject();
      ObjectNode labels = row.putObject("Labels");
      gauge.labels().forEach(labels::put);
      row.put("Name", gauge.name()).put("Value", gauge.value());
    }
    json.putArray("Points");
    json.putArray("PrecisionGauges");
    json.putArray("Samples");
    return Answer.json(json.put("Timestamp", TIMESTAMP.format(services.clock().instant())));
  }

  private Answer prometheus() {
    StringBuilder text = new StringBuilder();
    for (Gauge gauge : gauges()) {
      String name = gauge.name().replace('.', '_');
      text.append("# HELP ").append(name).append(' ').append(name).append('\n');
      text.append("# TYPE ").append(name).append(" gauge\n");
      text.append(name).append(' ').append(number(gauge.value())).append('\n');
    }
    return Answer.text(200, text.toString())
        .with("Content-Type", "text/plain; version=0.0.4; charset=utf-8; escaping=underscores");
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
