package nomadops.simulator.workload;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// Makes dead jobs over HTTP, on a real Nomad too: batch jobs with count 0 die as soon as their
/// evaluation is done.
public final class DeadJobs {
  private DeadJobs() {}

  /// The id of one: the prefix and seven digits, e.g. `dead-0000042`. State that is seeded without
  /// HTTP has the same ids.
  public static String id(String prefix, int number) {
    return prefix + String.format(Locale.ROOT, "%07d", number);
  }

  /// The ids of the first `count`.
  public static List<String> ids(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> id(prefix, i)).toList();
  }

  /// Registers `count` jobs with 16 connections, waits for the last evaluations, and returns the
  /// ids.
  public static List<String> seed(URI address, String idPrefix, int count)
      throws IOException, InterruptedException {
    List<String> ids = ids(idPrefix, count);
    try (WorkloadHttp http = new WorkloadHttp(address)) {
      long done =
          Parallel.run(
              16,
              count,
              i -> {
                JsonNode answer = http.register(ids.get(i), "batch", "dead");
                // Waiting for some of them keeps the broker's queue short.
                if (i % 16 == 0 || i > count - 64) {
                  http.awaitEvaluation(
                      answer.path("EvalID").asString(),
                      answer.path("EvalCreateIndex").asLong(),
                      Duration.ofMinutes(5));
                }
              });
      if (done != count) {
        throw new IOException("only " + done + " of " + count + " dead jobs could be registered");
      }
    }
    return ids;
  }
}
