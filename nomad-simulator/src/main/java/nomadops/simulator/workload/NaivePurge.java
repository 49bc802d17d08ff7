package nomadops.simulator.workload;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/// The incident: as many DELETEs as the connections carry, with no eye on the evaluations that they
/// create.
public final class NaivePurge {
  private NaivePurge() {}

  /// Purges with 64 connections at the jobs' own priority.
  public static PurgeReport run(URI address, List<String> jobIds) throws InterruptedException {
    return run(address, jobIds, 64, 0);
  }

  /// Purges with this many connections.
  ///
  /// @param evalPriority 1 to 100, or 0 for the jobs' own
  public static PurgeReport run(URI address, List<String> jobIds, int connections, int evalPriority)
      throws InterruptedException {
    AtomicLong applied = new AtomicLong();
    long start = System.nanoTime();
    try (WorkloadHttp http = new WorkloadHttp(address)) {
      long _ =
          Parallel.run(
              connections,
              jobIds.size(),
              i -> {
                JsonNode answer = http.purge(jobIds.get(i), evalPriority);
                if (!answer.path("EvalID").asString().isEmpty()) {
                  applied.incrementAndGet();
                }
              });
    }
    return new PurgeReport(jobIds.size(), applied.get(), (System.nanoTime() - start) / 1e9);
  }
}
