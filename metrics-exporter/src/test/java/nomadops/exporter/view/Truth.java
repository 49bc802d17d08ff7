package nomadops.exporter.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.Deployment;
import nomadops.client.model.Evaluation;
import nomadops.client.model.JobStub;
import nomadops.client.model.NodeStub;
import nomadops.exporter.family.Family;
import nomadops.exporter.family.JobFamilies;
import nomadops.exporter.family.NodeFamilies;
import nomadops.exporter.reading.Reading;

/// What the API itself says, counted anew: the same families by the simplest means.
final class Truth {
  private static final Set<Family> CHECKED =
      Set.of(
          JobFamilies.JOBS,
          JobFamilies.QUEUED,
          JobFamilies.EVALUATIONS,
          JobFamilies.ALLOCATIONS,
          JobFamilies.JOB_ALLOCATIONS,
          JobFamilies.DEPLOYMENTS,
          NodeFamilies.NODES,
          NodeFamilies.ALLOCATED_CPU);

  private final Map<String, Double> series = new TreeMap<>();

  private Truth() {}

  static Map<String, Double> of(NomadClient nomad) {
    Truth truth = new Truth();
    Read all = Read.defaults().inAllNamespaces();
    for (JobStub job : nomad.jobs().page(all).value()) {
      truth.add(1, JobFamilies.JOBS, job.namespace(), job.type(), job.status());
      if (!job.status().equals("dead")) {
        job.summary()
            .groups()
            .forEach((_, group) -> truth.add(group.queued(), JobFamilies.QUEUED, job.namespace()));
      }
    }
    for (Evaluation eval : nomad.evaluations().page(all).value()) {
      truth.add(
          1,
          JobFamilies.EVALUATIONS,
          eval.namespace(),
          eval.type(),
          eval.status(),
          eval.triggeredBy());
    }
    for (Deployment deployment : nomad.deployments().page(all).value()) {
      truth.add(1, JobFamilies.DEPLOYMENTS, deployment.namespace(), deployment.status());
    }
    Map<String, NodeStub> nodes = new HashMap<>();
    for (NodeStub node : nomad.nodes().list(Read.defaults()).value()) {
      nodes.put(node.id(), node);
      truth.add(
          1,
          NodeFamilies.NODES,
          node.status(),
          node.schedulingEligibility(),
          Boolean.toString(node.drain()),
          node.nodePool(),
          node.nodeClass(),
          node.datacenter(),
          node.version());
    }
    for (AllocationStub alloc : nomad.allocations().page(all.with("resources", "true")).value()) {
      truth.allocation(alloc, nodes);
    }
    truth.series.values().removeIf(value -> value == 0);
    return truth.series;
  }

  private void allocation(AllocationStub alloc, Map<String, NodeStub> nodes) {
    String[] states = {alloc.desiredStatus(), alloc.clientStatus()};
    String owner = alloc.jobId().replaceFirst("/(dispatch|periodic)-.*", "");
    add(1, JobFamilies.ALLOCATIONS, alloc.namespace(), states[0], states[1]);
    add(
        1,
        JobFamilies.JOB_ALLOCATIONS,
        alloc.namespace(),
        owner,
        alloc.taskGroup(),
        states[0],
        states[1]);
    NodeStub node = nodes.get(alloc.nodeId());
    boolean counts =
        node != null
            && node.status().equals("ready")
            && node.schedulingEligibility().equals("eligible")
            && !node.drain();
    if (counts && !alloc.isClientTerminal()) {
      add(
          alloc.resources().cpuShares() * 1e6,
          NodeFamilies.ALLOCATED_CPU,
          node.nodePool(),
          node.nodeClass(),
          node.datacenter());
    }
  }

  private void add(double n, Family family, String... labels) {
    series.merge(family.name() + List.of(labels), n, Double::sum);
  }

  /// The same families of a reading; what comes to nothing is left out.
  static Map<String, Double> of(List<Reading> readings) {
    Map<String, Double> series = new TreeMap<>();
    for (Reading reading : readings) {
      if (CHECKED.contains(reading.family())) {
        reading
            .points()
            .forEach(point -> series.put(reading.family().name() + point.labels(), point.value()));
      }
    }
    series.values().removeIf(value -> value == 0);
    return series;
  }

  /// The families that a reading has, more than once or not.
  static List<Family> families(List<Reading> readings) {
    List<Family> families = new ArrayList<>();
    readings.forEach(reading -> families.add(reading.family()));
    return families;
  }
}
