package nomadops.health.internet;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import nomadops.health.check.Check;
import nomadops.health.check.Finding;
import nomadops.health.check.Worst;

/// Gets pages whose answer is known. Through the JVM's proxy (`https.proxyHost`) where there is
/// one; redirects are not followed, as they are a captive portal's way.
///
/// Each kind of page counts by itself: a registry that answers says nothing about a captive portal,
/// which lets some hosts through.
///
/// @param pages at least one
/// @param quorum of the pages of each kind that is there
/// @param trust whose certificates are accepted, e.g. `SSLContext.getDefault()`
public record Http(List<Page> pages, Quorum quorum, SSLContext trust) implements Check {
  public Http {
    pages = List.copyOf(pages);
    if (pages.isEmpty()) {
      throw new IllegalArgumentException("there are no pages to get");
    }
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
      return judge(SideBySide.ask(probes, within));
    } finally {
      client.shutdownNow();
    }
  }

  /// @param answers of all pages, in their order
  private Finding judge(List<Answer> answers) {
    Map<String, List<Answer>> kinds = new LinkedHashMap<>();
    for (int i = 0; i < answers.size(); i++) {
      kinds.computeIfAbsent(kind(pages.get(i)), _ -> new ArrayList<>()).add(answers.get(i));
    }
    List<Finding> findings =
        kinds.entrySet().stream()
            .map(kind -> quorum.judge(kind.getKey(), kind.getValue()))
            .toList();
    return Worst.first(findings, "; ");
  }

  private static String kind(Page page) {
    return switch (page) {
      case Page.Empty _ -> "empty pages";
      case Page.Registry _ -> "registries";
    };
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
