package nomadops.runtime.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nomadops.runtime.leader.Standing;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Job names and reasons are anybody's: none becomes markup, on the page or on its way to it. */
class HostileTextTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant NOW = Instant.parse("2026-11-27T03:00:00Z");
  private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z!][^\\s>]*)([^>]*)>");
  private static final List<String> PARTS =
      List.of(
          "<script>alert(1)</script>",
          "</script>",
          "<img src=x onerror=alert(1)>",
          "\" onload=\"x",
          "' onclick='x",
          "<!--",
          "-->",
          "]]>",
          "&lt;b&gt;",
          "&#0;",
          "javascript:alert(1)",
          "\u0000",
          "\n\ndata: {}\n\n",
          "\r",
          "\u2028",
          "\u202e",
          "\ud800",
          "\"]",
          "\\",
          "job",
          "2026-11-27T02:00:00Z",
          "style=\"color:red\"",
          "<svg/onload=x>",
          "{\"at\":\"x\"}");

  private String hostile(Random random) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i <= random.nextInt(4); i++) {
      out.append(PARTS.get(random.nextInt(PARTS.size())));
    }
    return out.toString();
  }

  @RepeatedTest(300)
  void nothingOfItBecomesAnElementOrAnAttribute(RepetitionInfo run) {
    long seed = 7_919L * run.getCurrentRepetition();
    Random random = new Random(seed);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      words.add(hostile(random));
    }
    Map<String, Markup> sections = sections(words);
    String page = PageText.html(words.get(0), sections, words.get(1), List.of("/status"), NOW);
    String own = page.replaceAll("(?s)<style>.*?</style>|<script>.*</script>", "");
    Matcher tags = TAG.matcher(own);
    while (tags.find()) {
      assertThat(tags.group(2).toLowerCase(java.util.Locale.ROOT))
          .as("seed %d: %s", seed, tags.group())
          .isNotIn("script", "img", "!--", "svg/onload=x");
      // Within quotes there is anything but a quote.
      assertThat(tags.group(3).replaceAll("\"[^\"]*\"", ""))
          .as("seed %d: %s", seed, tags.group())
          .matches("(\\s+[a-zA-Z-]+=?)*\\s*")
          .doesNotContainPattern("\\son[a-z]+=");
    }
    assertThat(page.split("<script>", -1)).as("seed %d", seed).hasSize(2);
    sections.forEach((id, section) -> {
      String json = section.json();
      // A line break in it would end an event of the stream.
      assertThat(json).as("seed %d", seed).doesNotContain("\n", "\r");
      assertOnlyOurs(JSON.readTree(json), seed);
    });
  }

  private static void assertOnlyOurs(JsonNode node, long seed) {
    if (node.isArray()) {
      assertThat(node.get(0).asString()).as("seed %d", seed).matches("[a-z]+[1-3]?");
      node.get(1)
          .propertyNames()
          .forEach(name ->
              assertThat(name)
                  .as("seed %d", seed)
                  .isIn(
                      "class",
                      "role",
                      "aria-label",
                      "aria-hidden",
                      "scope",
                      "colspan",
                      "data-label",
                      "viewBox",
                      "d",
                      "preserveAspectRatio",
                      "open"));
      for (int i = 2; i < node.size(); i++) {
        assertOnlyOurs(node.get(i), seed);
      }
    }
  }

  private static Map<String, Markup> sections(List<String> w) {
    JsonNode status =
        JSON.valueToTree(
            Map.of(
                w.get(2),
                w.get(3),
                "list",
                List.of(Map.of(w.get(4), w.get(5)), w.get(6)),
                "map",
                Map.of(w.get(7), Map.of("x", w.get(8)), "other", Map.of("x", 1))));
    Snapshot snapshot =
        new Snapshot(
            Map.of(w.get(9), w.get(10)),
            Map.of(),
            Optional.of(new Standing(false, w.get(11), w.get(2))),
            w.get(3),
            List.of(new Hold(w.get(4), w.get(5))),
            List.of(Decision.at(NOW, w.get(6), w.get(7), w.get(8), w.get(9))),
            status);
    Overview overview =
        Overview.of(w.get(10)).at(w.get(11)).withFigures(Figure.level(w.get(0), w.get(1), () -> 1));
    Samples samples = new Samples(overview.figures(), () -> 0);
    samples.take();
    return new StatusView(w.get(0), w.get(1), overview).sections(snapshot, samples);
  }
}
