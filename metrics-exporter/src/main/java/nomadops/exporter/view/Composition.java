package nomadops.exporter.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nomadops.exporter.family.Family;
import nomadops.exporter.family.JobFamilies;
import nomadops.exporter.family.NodeFamilies;
import nomadops.exporter.reading.Point;
import nomadops.exporter.reading.Reading;
import nomadops.exporter.row.EvalRow;
import nomadops.exporter.row.NodeRow;
import nomadops.exporter.tally.Wanted;

/// Makes the readings of one moment: sums as they are, and what depends on the time.
final class Composition {
  /// What an evaluation may wait for besides a scheduler: it is made long before it is due.
  private static final Set<String> DELAYED =
      Set.of("failed-follow-up", "alloc-failure", "max-disconnect-timeout", "reconnect");

  private static final List<String> JOB_STATUSES = List.of("pending", "running", "dead");

  private final Rows rows;
  private Wanted wanted;
  private final ServerFacts servers;

  Composition(Rows rows, Wanted wanted, ServerFacts servers) {
    this.rows = rows;
    this.wanted = wanted;
    this.servers = servers;
  }

  void want(Wanted other) {
    wanted = other;
  }

  List<Reading> compose() {
    List<Reading> all = new ArrayList<>();
    List<Point> queued = List.of();
    for (Reading reading : rows.tally.readings()) {
      if (reading.family().equals(JobFamilies.JOBS)) {
        all.add(withEveryStatus(reading));
      } else if (reading.family().equals(JobFamilies.QUEUED)) {
        queued = reading.points();
      } else {
        all.add(reading);
      }
    }
    long now = servers.nowNanos();
    Set<String> namespaces = new HashSet<>(rows.namespaces());
    namespaces.removeIf(namespace -> !wanted.wantsNamespace(namespace));
    all.add(inEveryNamespace(queued, namespaces));
    all.addAll(rows.dead.readings(servers.thresholds(), now, wanted::wantsNamespace));
    all.addAll(waiting(now, namespaces));
    all.addAll(nodes());
    all.addAll(servers.readings());
    all.removeIf(reading -> !wanted.wants(reading.family()));
    return all;
  }

  /// A status that no job of a type has is 0, not absent.
  private static Reading withEveryStatus(Reading jobs) {
    Set<List<String>> kinds = new HashSet<>();
    Set<List<String>> there = new HashSet<>();
    for (Point point : jobs.points()) {
      kinds.add(point.labels().subList(0, 2));
      there.add(point.labels());
    }
    List<Point> points = new ArrayList<>(jobs.points());
    for (List<String> kind : kinds) {
      for (String status : JOB_STATUSES) {
        List<String> labels = List.of(kind.get(0), kind.get(1), status);
        if (!there.contains(labels)) {
          points.add(new Point(labels, 0));
        }
      }
    }
    return new Reading(jobs.family(), points);
  }

  /// A queue that is empty is 0, not absent: somebody may size a pool by it.
  private static Reading inEveryNamespace(List<Point> queued, Set<String> namespaces) {
    List<Point> points = new ArrayList<>(queued);
    Set<String> empty = new HashSet<>(namespaces);
    queued.forEach(point -> empty.remove(point.labels().getFirst()));
    empty.forEach(namespace -> points.add(new Point(List.of(namespace), 0)));
    return new Reading(JobFamilies.QUEUED, points);
  }

  /// @param namespaces that have jobs: where nothing waits, that is told as 0
  private List<Reading> waiting(long now, Set<String> namespaces) {
    Map<String, Long> blocked = new HashMap<>();
    Map<String, Long> pending = new HashMap<>();
    for (String namespace : namespaces) {
      blocked.put(namespace, 0L);
      pending.put(namespace, 0L);
    }
    for (EvalRow eval : rows.waiting()) {
      long age = Math.max(0, now - eval.createTime());
      if (eval.isBlocked()) {
        blocked.merge(eval.namespace(), age, Math::max);
      } else if (!DELAYED.contains(eval.triggeredBy())) {
        pending.merge(eval.namespace(), age, Math::max);
      }
    }
    return List.of(
        ages(JobFamilies.BLOCKED_OLDEST, blocked), ages(JobFamilies.PENDING_OLDEST, pending));
  }

  private Reading ages(Family family, Map<String, Long> nanos) {
    List<Point> points = new ArrayList<>();
    nanos.forEach((namespace, age) -> {
      if (wanted.wantsNamespace(namespace)) {
        points.add(new Point(List.of(namespace), age / 1e9));
      }
    });
    return new Reading(family, points);
  }

  private List<Reading> nodes() {
    List<Reading> all = new ArrayList<>(rows.capacity.readings());
    List<Point> deadlines = new ArrayList<>();
    for (NodeRow node : rows.draining()) {
      deadlines.add(new Point(List.of(node.id(), node.name()), (double) node.drainDeadline()));
    }
    all.add(new Reading(NodeFamilies.DRAIN_DEADLINE, deadlines));
    boolean each = wanted.wants(NodeFamilies.NODE_INFO);
    boolean driven = wanted.wants(NodeFamilies.DRIVER_HEALTHY);
    if (each || driven) {
      all.addAll(eachNode());
    }
    return all;
  }

  /// Asked for by the operator alone: it costs as much as there are nodes.
  private List<Reading> eachNode() {
    List<Point> infos = new ArrayList<>();
    List<Point> drivers = new ArrayList<>();
    rows.eachNode(node -> {
      infos.add(info(node));
      node.drivers()
          .forEach((driver, healthy) ->
              drivers.add(new Point(List.of(node.id(), node.name(), driver), healthy ? 1 : 0)));
    });
    return List.of(
        new Reading(NodeFamilies.NODE_INFO, infos),
        new Reading(NodeFamilies.DRIVER_HEALTHY, drivers));
  }

  private static Point info(NodeRow node) {
    return new Point(
        List.of(
            node.id(),
            node.name(),
            node.status(),
            node.eligibility(),
            node.drains(),
            node.pool(),
            node.nodeClass(),
            node.datacenter(),
            node.version()),
        1);
  }
}
