package nomadops.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import nomadops.client.connection.Connection;
import nomadops.client.model.JobKey;
import org.junit.jupiter.api.Test;

/// A list that shrinks while it is paged yields every job that survives, once.
final class PagingPropertyTest {
  private static final int RUNS = 40;

  @Test
  void everySurvivingJobIsListedExactlyOnce() throws Exception {
    long seed = Long.getLong("seed", new Random().nextLong());
    for (int run = 0; run < RUNS; run++) {
      Random random = new Random(seed + run);
      NavigableSet<JobKey> jobs = new ConcurrentSkipListSet<>();
      int size = random.nextInt(1 + run * 10);
      for (int i = 0; i < size; i++) {
        jobs.add(new JobKey("ns" + random.nextInt(3), "job-" + random.nextInt(100_000)));
      }
      TreeSet<JobKey> atFirst = new TreeSet<>(jobs);
      TreeSet<JobKey> vanished = new TreeSet<>();
      Map<JobKey, Integer> seen = walk(jobs, vanished, random);
      for (JobKey job : atFirst) {
        int times = seen.getOrDefault(job, 0);
        assertThat(times)
            .as("%s in run %d of -Dseed=%d", job, run, seed)
            .isBetween(vanished.contains(job) ? 0 : 1, 1);
      }
      assertThat(atFirst).as("nothing is made up, -Dseed=%d", seed).containsAll(seen.keySet());
    }
  }

  private static Map<JobKey, Integer> walk(
      NavigableSet<JobKey> jobs, Set<JobKey> vanished, Random random) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/jobs", exchange -> page(exchange, jobs));
    server.start();
    Map<JobKey, Integer> seen = new HashMap<>();
    try (NomadClient nomad =
        NomadClient.connect(
            Connection.to("http://127.0.0.1:" + server.getAddress().getPort()).build())) {
      Read read = Read.defaults().inAllNamespaces().withPerPage(1 + random.nextInt(20));
      nomad
          .jobs()
          .pages(
              read,
              (job, page) -> {
                assertThat(page.index()).isPresent();
                seen.merge(job.key(), 1, Integer::sum);
                if (random.nextInt(3) == 0 && !jobs.isEmpty()) {
                  JobKey any = new ArrayList<>(jobs).get(random.nextInt(jobs.size()));
                  jobs.remove(any);
                  vanished.add(any);
                }
              });
    } finally {
      server.stop(0);
    }
    return seen;
  }

  /// As Nomad pages: the token names the first item of the next page, and a token whose job is gone
  /// starts at the next one.
  private static void page(HttpExchange exchange, NavigableSet<JobKey> jobs) throws IOException {
    Map<String, String> query = new HashMap<>();
    for (String part : exchange.getRequestURI().getRawQuery().split("&")) {
      String[] pair = part.split("=", 2);
      query.put(pair[0], pair.length < 2 ? "" : pair[1]);
    }
    int perPage = Integer.parseInt(query.get("per_page"));
    List<JobKey> rest = new ArrayList<>(jobs);
    if (query.containsKey("next_token")) {
      String[] token = query.get("next_token").split("\\.", 2);
      rest = new ArrayList<>(jobs.tailSet(new JobKey(token[0], token[1])));
    }
    StringBuilder body = new StringBuilder("[");
    for (JobKey job : rest.subList(0, Math.min(perPage, rest.size()))) {
      body.append(body.length() > 1 ? "," : "")
          .append("{\"ID\":\"" + job.id() + "\",\"Namespace\":\"" + job.namespace() + "\"}");
    }
    if (rest.size() > perPage) {
      JobKey next = rest.get(perPage);
      exchange.getResponseHeaders().set("X-Nomad-Nexttoken", next.namespace() + "." + next.id());
    }
    exchange.getResponseHeaders().set("X-Nomad-Index", "7");
    byte[] bytes = body.append(']').toString().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
