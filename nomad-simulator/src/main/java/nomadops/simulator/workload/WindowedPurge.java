package nomadops.simulator.workload;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/// The cure in its simplest form: at most `window` unfinished deregister evaluations, at priority
/// 1.
public final class WindowedPurge {
  private WindowedPurge() {}

  public static PurgeReport run(URI address, List<String> jobIds, int window)
      throws InterruptedException {
    AtomicLong applied = new AtomicLong();
    long start = System.nanoTime();
    try (WorkloadHttp http = new WorkloadHttp(address)) {
      long _ =
          Parallel.run(
              window,
              jobIds.size(),
              i -> {
                JsonNode answer = http.purge(jobIds.get(i), 1);
                String evalId = answer.path("EvalID").asString();
                if (!evalId.isEmpty()
                    && http.awaitEvaluation(
                        evalId, answer.path("EvalCreateIndex").asLong(), Duration.ofMinutes(5))) {
                  applied.incrementAndGet();
                }
              });
    }
    return new PurgeReport(jobIds.size(), applied.get(), (System.nanoTime() - start) / 1e9);
  }
}
