package nomadops.health.internet;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import nomadops.health.check.Check;
import nomadops.health.check.Finding;

/// Gets pages whose answer is known. Through the JVM's proxy (`https.proxyHost`) where there is
/// one; redirects are not followed, as they are a captive portal's way.
///
/// @param trust whose certificates are accepted, e.g. `SSLContext.getDefault()`
public record Http(List<Page> pages, Quorum quorum, SSLContext trust) implements Check {
  public Http {
    pages = List.copyOf(pages);
  }

  @Override
  public String name() {
    return "http";
  }

  @Override
  public Finding look(Duration within) throws InterruptedException {
    HttpClient client = client(within);
    try {
      List<Probe> probes =
          pages.stream()
              .map(page -> new Probe(page.target(), () -> fault(client, page, within)))
              .toList();
      return quorum.judge("pages", SideBySide.ask(probes, within));
    } finally {
      client.shutdownNow();
    }
  }

  /// A new one for each look: a connection that is kept would hide that no new one can be made.
  private HttpClient client(Duration within) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(within)
        .sslContext(trust)
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .build();
  }

  private static Optional<String> fault(HttpClient client, Page page, Duration within)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(page.address()).timeout(within).GET().build();
    HttpResponse<InputStream> answer =
        client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream _ = answer.body()) {
      return page.fault(answer);
    }
  }
}
