package nomadops.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import nomadops.simulator.agent.AgentOptions;
import nomadops.simulator.agent.NomadAgent;
import nomadops.simulator.workload.DeadJobs;

/// One real Nomad server on loopback, which starts empty and is thrown away.
///
/// It is set up as a cluster with many jobs should be, because two defaults drift within one run
/// and would be taken for the collector's doing: every `collection_interval` the leader makes seven
/// gauges for each job in state, and the Raft log in BoltDB becomes dear once it has been cut
/// ([RaftLog]). Users are many machines, and here they are one, which may have 100 connections by
/// default: who waits longest would be turned away, and not be in the figures.
final class RealCluster implements Cluster {
  private static final String STEADY =
      """
      telemetry {
        collection_interval = "10m"
      }
      limits {
        http_max_conns_per_client = 0
      }
      """;
  private static final Duration SETTLE = Duration.ofMinutes(10);
  private final NomadAgent nomad;
  private final HttpClient http = HttpClient.newHttpClient();

  private RealCluster(NomadAgent nomad) {
    this.nomad = nomad;
  }

  static RealCluster start(Path binary) throws IOException, InterruptedException {
    String config = STEADY + RaftLog.of(binary).config();
    return new RealCluster(NomadAgent.start(AgentOptions.of(binary).withExtraConfig(config)));
  }

  @Override
  public String name() {
    return "real Nomad";
  }

  @Override
  public URI address() {
    return nomad.address();
  }

  @Override
  public void seed(String idPrefix, int count) throws IOException, InterruptedException {
    var _ = DeadJobs.seed(nomad.address(), idPrefix, count);
  }

  /// Asks seldom: a filtered count looks at every evaluation in state.
  @Override
  public void settle() throws InterruptedException {
    long end = System.nanoTime() + SETTLE.toNanos();
    while (System.nanoTime() < end && waiting()) {
      Thread.sleep(Duration.ofSeconds(1));
    }
  }

  private boolean waiting() throws InterruptedException {
    String filter = URLEncoder.encode("Status == \"pending\"", StandardCharsets.UTF_8);
    URI count = nomad.address().resolve("/v1/evaluations/count?namespace=*&filter=" + filter);
    try {
      HttpResponse<String> answer =
          http.send(HttpRequest.newBuilder(count).build(), HttpResponse.BodyHandlers.ofString());
      // A handful may be the foreground's own.
      return !answer.body().matches("(?s).*\"Count\":\\s*[0-4]\\b.*");
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    nomad.close();
  }
}
