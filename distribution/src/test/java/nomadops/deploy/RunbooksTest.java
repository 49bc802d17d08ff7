package nomadops.deploy;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nomadops.deploy.DeployedRules.Alert;
import nomadops.deploy.DeployedRules.Recording;
import nomadops.deploy.MarkdownPage.Block;
import org.junit.jupiter.api.Test;

/**
 * Every alert has its runbook, every runbook its alert, and what they ask of Prometheus is served.
 */
class RunbooksTest {
  private static final Path ROOT = Path.of("..");
  private static final Path FOLDER = ROOT.resolve("docs/runbooks");
  private static final List<String> PARTS =
      List.of("**What it means.** ", "**Look.**", "**Do.**", "**It is over when** ");

  /// Pages that are about no group of rules.
  private static final Set<String> OTHERS = Set.of("README.md", "bankruptcy.md");

  private static final Pattern ALERT = Pattern.compile("Nomad[A-Z][A-Za-z]+");

  @Test
  void anAlertNamesTheSectionThatIsAboutIt() {
    assertThat(DeployedRules.alerts())
        .allSatisfy(alert ->
            assertThat(alert.annotation("runbook"))
                .isEqualTo("docs/runbooks/%s#%s".formatted(page(alert), anchor(alert))));
  }

  @Test
  void eachPageHasTheAlertsOfItsGroupInTheirOrderAndNoOther() {
    Map<String, List<String>> expected =
        DeployedRules.alerts().stream()
            .collect(toMap(RunbooksTest::page, alert -> List.of(alert.name()), RunbooksTest::both));
    Map<String, List<String>> found =
        groups()
            .collect(
                toMap(
                    page -> page.path().getFileName().toString(),
                    page -> List.copyOf(page.sections().keySet())));
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void eachSectionHasTheFourPartsInTheirOrder() {
    groups()
        .flatMap(page -> page.sections().entrySet().stream())
        .forEach(section -> {
          assertThat(section.getValue()).as(section.getKey()).containsSubsequence(PARTS);
          PARTS.forEach(part ->
              assertThat(section.getValue().split(Pattern.quote(part.strip()), -1))
                  .as(section.getKey() + " has one " + part)
                  .hasSize(2));
        });
  }

  @Test
  void theIndexHasEveryAlertAndEveryPage() {
    List<String> links = MarkdownPage.read(FOLDER.resolve("README.md")).links();
    assertThat(links)
        .containsAll(
            DeployedRules.alerts().stream()
                .map(alert -> page(alert) + "#" + anchor(alert))
                .toList())
        .containsAll(groups().map(page -> page.path().getFileName().toString()).toList())
        .contains("bankruptcy.md");
  }

  @Test
  void anAlertThatAPageNamesIsOne() {
    Set<String> alerts = Set.copyOf(DeployedRules.alerts().stream().map(Alert::name).toList());
    List<String> named =
        MarkdownPage.below(FOLDER).stream()
            .flatMap(page -> page.prose().stream())
            .flatMap(line -> ALERT.matcher(line).results())
            .map(MatchResult::group)
            .toList();
    assertThat(named).hasSizeGreaterThan(100).isSubsetOf(alerts);
  }

  @Test
  void everyLinkOfTheDocumentationLeadsSomewhere() {
    List<MarkdownPage> pages =
        Stream.of(
                "docs", "deploy", "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")
            .flatMap(place -> MarkdownPage.below(ROOT.resolve(place)).stream())
            .toList();
    assertThat(pages).flatExtracting(MarkdownPage::links).hasSizeGreaterThan(200);
    assertThat(pages).flatExtracting(MarkdownPage::broken).isEmpty();
  }

  @Test
  void aLinkThatLeadsNowhereIsFound() {
    MarkdownPage page =
        MarkdownPage.of(
            FOLDER.resolve("README.md"),
            List.of(
                "# `gc`: what, & why_not?",
                "## Twice",
                "## Twice",
                "[a](#gc-what--why_not) [b](#twice-1) [c](gc.md#nomadgcheld) [d](https://example.org/x)",
                "[e](#twice-2) [f](gc.md#nomadgcheld2) [g](nothing.md) `[h](code.md)`",
                "```sh",
                "# [i](comment.md)",
                "```"));
    assertThat(page.broken())
        .extracting(fault -> fault.substring(fault.lastIndexOf(' ') + 1))
        .containsExactly("#twice-2", "gc.md#nomadgcheld2", "nothing.md");
  }

  @Test
  void whatRunbooksAskPrometheusIsServed() throws IOException {
    SeriesCatalogue catalogue = SeriesCatalogue.read();
    for (Recording recording : DeployedRules.recordings()) {
      catalogue.record(recording.name(), PromQl.labels(recording.expression(), catalogue::labels));
    }
    List<String> faults = new ArrayList<>();
    List<String> questions =
        MarkdownPage.below(ROOT.resolve("docs")).stream()
            .flatMap(page -> page.blocks().stream())
            .filter(block -> block.language().equals("promql"))
            .map(Block::lines)
            .flatMap(List::stream)
            .filter(line -> !line.isBlank())
            .toList();
    for (String question : questions) {
      try {
        Set<String> _ = PromQl.labels(question, catalogue::labels);
      } catch (IllegalArgumentException e) {
        faults.add(e.getMessage());
      }
    }
    assertThat(questions).hasSizeGreaterThan(50);
    assertThat(faults).isEmpty();
  }

  private static Stream<MarkdownPage> groups() {
    return MarkdownPage.below(FOLDER).stream()
        .filter(page -> !OTHERS.contains(page.path().getFileName().toString()));
  }

  private static List<String> both(List<String> one, List<String> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }

  private static String page(Alert alert) {
    return alert.group().replace("nomad-ops-", "") + ".md";
  }

  private static String anchor(Alert alert) {
    return alert.name().toLowerCase(Locale.ROOT);
  }
}
