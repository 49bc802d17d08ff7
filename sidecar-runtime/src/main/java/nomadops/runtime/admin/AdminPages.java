package nomadops.runtime.admin;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import nomadops.runtime.status.Decision;
import nomadops.runtime.status.Hold;
import nomadops.runtime.status.Overview;
import nomadops.runtime.status.Snapshot;
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
/// | `/` | the same for people, as the overview wants it shown |
/// | `/events` | the page's changes, as server-sent events, for a few at a time |
/// | `/view` | the page's sections, for a browser that got no place at `/events` |
///
/// @param status gives anything Jackson can write: what was decided last, and why
/// @param more by path, e.g. `/decisions`: pages of JSON that only this tool has
/// @param deeds by path: what a POST from this host does; nothing else here changes anything
/// @param overview how the page for people shows it; [Overview#none()] shows the status alone
public record AdminPages(
    String process,
    String version,
    Health health,
    PrometheusMeterRegistry metrics,
    Supplier<Map<String, ?>> status,
    Map<String, MorePage> more,
    Map<String, Deed> deeds,
    Overview overview) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public AdminPages {
    more = Map.copyOf(more);
    deeds = Map.copyOf(deeds);
  }

  /// With pages of its own and deeds; to be [shown][#shownAs] in a way of its own, or as it is.
  public AdminPages(
      String process,
      String version,
      Health health,
      PrometheusMeterRegistry metrics,
      Supplier<Map<String, ?>> status,
      Map<String, MorePage> more,
      Map<String, Deed> deeds) {
    this(process, version, health, metrics, status, more, deeds, Overview.none());
  }

  /// With pages of its own, and nothing that acts.
  public AdminPages(
      String process,
      String version,
      Health health,
      PrometheusMeterRegistry metrics,
      Supplier<Map<String, ?>> status,
      Map<String, MorePage> more) {
    this(process, version, health, metrics, status, more, Map.of());
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

  /// The same, shown to people in this way.
  public AdminPages shownAs(Overview way) {
    return new AdminPages(process, version, health, metrics, status, more, deeds, way);
  }

  Page answer(Asked asked) throws InterruptedException {
    @Nullable Deed deed = deeds.get(asked.path());
    if (deed != null) {
      return deed(deed, asked);
    }
    if (!asked.method().equals("GET") && !asked.method().equals("HEAD")) {
      return Page.text(405, "only GET and HEAD are answered here");
    }
    try {
      return switch (asked.path()) {
        case "/metrics" ->
            Scrape.page(metrics.getPrometheusRegistry(), Query.of(asked.query()), asked.accept());
        case "/livez" -> checks(health.notLive());
        case "/readyz" -> checks(health.notReady());
        case "/status" -> pretty(snapshot().status());
        default -> other(asked.path(), asked.query());
      };
    } catch (Query.Bad e) {
      return Page.text(400, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      return Page.text(500, "this page failed: " + e);
    }
  }

  private static Page deed(Deed deed, Asked asked) throws InterruptedException {
    if (!asked.method().equals("POST")) {
      return Page.text(405, "only POST is answered here: it acts");
    }
    if (!asked.near()) {
      return Page.text(403, "this is done for whoever asks from this host alone");
    }
    try {
      return pretty(deed.perform());
    } catch (RuntimeException e) {
      return Page.text(500, "this failed: " + e);
    }
  }

  private Page other(String path, @Nullable String query) {
    @Nullable MorePage page = more.get(path);
    if (page == null) {
      return Page.text(404, "there are /, " + String.join(", ", links()));
    }
    return pretty(page.answer(Query.of(query)));
  }

  List<String> links() {
    // Not the deeds: a link is a GET.
    List<String> links = new ArrayList<>(List.of("/status", "/metrics", "/livez", "/readyz"));
    links.addAll(1, new TreeMap<>(more).keySet());
    return links;
  }

  private static Page pretty(Object document) {
    boolean well = !(document instanceof Told told) || told.well();
    Object shown = document instanceof Told told ? told.document() : document;
    return Page.json(
        well ? 200 : 503, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(shown));
  }

  /// All that the page shows, now.
  Snapshot snapshot() {
    String doing = overview.doing().get();
    List<Hold> holds = overview.holds().get();
    List<Decision> decisions = overview.decisions().get();
    return new Snapshot(
        health.notLive(),
        health.notReady(),
        overview.standing().map(Supplier::get),
        doing,
        holds,
        decisions,
        tree(doing, holds, decisions));
  }

  private JsonNode tree(String doing, List<Hold> holds, List<Decision> decisions) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("process", process);
    all.put("version", version);
    if (!doing.isEmpty()) {
      all.put("doing", doing);
    }
    all.putAll(status.get());
    if (!holds.isEmpty()) {
      all.put("waits_for", holds.stream().map(Hold::document).toList());
    }
    if (!decisions.isEmpty()) {
      all.put("decisions", decisions.stream().map(Decision::document).toList());
    }
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
