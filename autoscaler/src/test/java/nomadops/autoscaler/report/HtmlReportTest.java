package nomadops.autoscaler.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nomadops.autoscaler.outcome.LowerBound;
import nomadops.autoscaler.outcome.Outcome;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.simulate.Setup;
import nomadops.autoscaler.simulate.SideBySide;
import nomadops.autoscaler.strategy.Contender;
import nomadops.autoscaler.trace.Trace;
import nomadops.autoscaler.usual.UsualStrategies;
import nomadops.autoscaler.workload.Preset;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
  private static final Resources NODE = new Resources(8_000, 16_000, 0, 0, 100, Map.of());

  @Test
  void thePageHasTheseParts() throws Exception {
    String html = new HtmlReport(comparison("fixed:nodes=9", "packing")).html();

    assertThat(outline(html))
        .containsExactly(
            "h1 What each strategy makes of bursty",
            "h2 Side by side",
            "table of 2 rows and 13 columns",
            "h2 Waiting against paying",
            "svg Wait p95 against node-hours",
            "h2 How long allocations waited",
            "h3 fixed:nodes=9",
            "svg fixed:nodes=9: how long allocations waited",
            "h3 packing",
            "svg packing: how long allocations waited",
            "h2 Over time",
            "h3 fixed:nodes=9",
            "svg fixed:nodes=9: nodes over time",
            "svg fixed:nodes=9: work over time",
            "h3 packing",
            "svg packing: nodes over time",
            "svg packing: work over time");
  }

  @Test
  void thePageNeedsNothingFromElsewhereAndRunsNothing() throws Exception {
    String html = new HtmlReport(comparison("packing")).html();

    assertThat(html)
        .doesNotContain("<script", "http:", "https:", "src=", "url(", "@import")
        .contains("prefers-color-scheme: dark", "width=device-width", "color-scheme: light dark");
    assertThat(html).doesNotContain("NaN", "Infinity", "null");
  }

  @Test
  void everySvgIsWellFormed() throws Exception {
    String html = new HtmlReport(comparison("fixed:nodes=1", "packing")).html();

    Matcher svg = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(html);
    int found = 0;
    while (svg.find()) {
      found++;
      var factory = javax.xml.parsers.DocumentBuilderFactory.newInstance();
      var source = new org.xml.sax.InputSource(new java.io.StringReader(svg.group()));
      assertThat(factory.newDocumentBuilder().parse(source).getDocumentElement().getTagName())
          .isEqualTo("svg");
    }
    assertThat(found).isEqualTo(7);
  }

  @Test
  void namesAreEscaped() {
    Outcome odd = outcomes("packing").getFirst();
    Outcome named =
        new Outcome(
            "<b>&\"",
            "<i>",
            odd.waits(),
            odd.endedAt(),
            odd.work(),
            odd.nodes(),
            odd.nodeHours(),
            odd.cost(),
            odd.utilisation(),
            0,
            0,
            odd.series());

    String html = new HtmlReport(Comparison.of("<t>", "<w>", 1, 0, List.of(named))).html();

    assertThat(html).doesNotContain("<b>&", "<i>", "<t>", "<w>").contains("&lt;b&gt;&amp;&quot;");
  }

  @Test
  void aPageOfNothingIsAPageAllTheSame() {
    String html = new HtmlReport(Comparison.of("t", "w", 0, 0, List.of())).html();

    assertThat(html).contains("Side by side").doesNotContain("NaN", "Infinity");
  }

  @Test
  void aRowHasACellForEachColumn() {
    Comparison comparison = comparison("packing", "fixed:nodes=9");

    assertThat(comparison.rows())
        .allSatisfy(row -> assertThat(row.cells()).hasSameSizeAs(Comparison.header()));
    assertThat(comparison.rows().getFirst().cells().getFirst()).isEqualTo("packing");
    assertThat(comparison.rows()).anyMatch(Comparison.Row::worthIt);
  }

  private static Comparison comparison(String... names) {
    Trace trace = trace();
    return Comparison.of(
        trace.name(),
        "nodes of " + NODE,
        trace.allocations(),
        LowerBound.nodeHours(trace, NODE, 0),
        outcomes(names));
  }

  private static List<Outcome> outcomes(String... names) {
    List<Contender> contenders = List.of(names).stream().map(UsualStrategies::named).toList();
    try {
      return new SideBySide(trace(), Setup.of(NODE), 2).run(contenders, (i, share) -> {});
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Trace trace() {
    return Preset.BURSTY.trace(3, 3_600_000, 40);
  }

  private static List<String> outline(String html) {
    List<String> parts = new ArrayList<>();
    Matcher part =
        Pattern.compile(
                "<(h[123])[^>]*>(.*?)</h|<svg[^>]*aria-label=\"(.*?)\"|<table>(.*?)</table>",
                Pattern.DOTALL)
            .matcher(html);
    while (part.find()) {
      if (part.group(1) != null) {
        parts.add(part.group(1) + " " + part.group(2));
      } else if (part.group(3) != null) {
        parts.add("svg " + part.group(3));
      } else {
        String table = part.group(4);
        parts.add(
            "table of "
                + (table.split("<tr", -1).length - 2)
                + " rows and "
                + (table.split("<th>", -1).length - 1)
                + " columns");
      }
    }
    return parts;
  }
}
