package nomadops.runtime.admin;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Path to page.
///
/// | path | what |
/// |---|---|
/// | `/metrics` | Prometheus text, or OpenMetrics if the Accept header asks for it |
/// | `/livez` | 200 while every registered loop turns, else 503 with reasons |
/// | `/readyz` | 200 while every registered input is fresh, else 503 with reasons |
/// | `/status` | the tool's own JSON |
/// | `/` | the same for people |
///
/// @param status gives anything Jackson can write: what was decided last, and why
public record AdminPages(
    String process,
    String version,
    Health health,
    PrometheusMeterRegistry metrics,
    Supplier<Map<String, ?>> status) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  Page answer(String method, String path, String accept) {
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return Page.text(405, "only GET and HEAD are answered here");
    }
    try {
      return switch (path) {
        case "/metrics" -> scrape(accept);
        case "/livez" -> checks(health.notLive());
        case "/readyz" -> checks(health.notReady());
        case "/status" ->
            Page.json(200, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree()));
        case "/" -> Page.html(StatusPage.html(process, version, tree(), health));
        default -> Page.text(404, "there are /, /status, /metrics, /livez and /readyz");
      };
    } catch (RuntimeException e) {
      return Page.text(500, "this page failed: " + e);
    }
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

  private Page scrape(String accept) {
    String type = accept.contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
    return new Page(200, type, metrics.scrape(type));
  }
}
