package nomadops.runtime.admin;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Path to page.
///
/// | path | what |
/// |---|---|
/// | `/metrics` | Prometheus text, OpenMetrics or protobuf, as the Accept header asks for it; `name[]` picks families |
/// | `/livez` | 200 while every registered loop turns, else 503 with reasons |
/// | `/readyz` | 200 while every registered input is fresh, else 503 with reasons |
/// | `/status` | the tool's own JSON |
/// | `/` | the same for people |
///
/// @param status gives anything Jackson can write: what was decided last, and why
/// @param more by path, e.g. `/decisions`: pages of JSON that only this tool has
public record AdminPages(
    String process,
    String version,
    Health health,
    PrometheusMeterRegistry metrics,
    Supplier<Map<String, ?>> status,
    Map<String, MorePage> more) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public AdminPages {
    more = Map.copyOf(more);
  }

  /// With the usual pages alone.
  public AdminPages(
      String process,
      String version,
      Health health,
      PrometheusMeterRegistry metrics,
      Supplier<Map<String, ?>> status) {
    this(process, version, health, metrics, status, Map.of());
  }

  /// @param query the part of the address after the question mark
  Page answer(String method, String path, @Nullable String query, String accept) {
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return Page.text(405, "only GET and HEAD are answered here");
    }
    try {
      return switch (path) {
        case "/metrics" -> Scrape.page(metrics.getPrometheusRegistry(), Query.of(query), accept);
        case "/livez" -> checks(health.notLive());
        case "/readyz" -> checks(health.notReady());
        case "/status" -> pretty(tree());
        case "/" -> Page.html(StatusPage.html(process, version, tree(), health, links()));
        default -> other(path, query);
      };
    } catch (Query.Bad e) {
      return Page.text(400, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      return Page.text(500, "this page failed: " + e);
    }
  }

  private Page other(String path, @Nullable String query) {
    @Nullable MorePage page = more.get(path);
    if (page == null) {
      return Page.text(404, "there are /, " + String.join(", ", links()));
    }
    return pretty(page.answer(Query.of(query)));
  }

  private List<String> links() {
    List<String> links = new ArrayList<>(List.of("/status", "/metrics", "/livez", "/readyz"));
    links.addAll(1, new TreeMap<>(more).keySet());
    return links;
  }

  private static Page pretty(Object document) {
    return Page.json(200, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document));
  }

  private JsonNode tree() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("process", process);
    all.put("version", version);
    all.putAll(status.get());
    return JSON.valueToTree(all);
  }

  private static Page checks(Map<String, String> failing) {
    boolean well = failing.isEmpty();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("ok", well);
    body.put("failing", failing);
    return Page.json(well ? 200 : 503, JSON.writeValueAsString(body));
  }
}
