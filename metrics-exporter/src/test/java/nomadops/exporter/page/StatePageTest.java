package nomadops.exporter.page;

import static nomadops.exporter.page.Rig.OPEN_METRICS;
import static nomadops.exporter.page.Rig.TEXT;
import static nomadops.exporter.page.Rig.point;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import nomadops.exporter.family.CollectionFamilies;
import nomadops.exporter.family.JobFamilies;
import nomadops.exporter.family.NodeFamilies;
import nomadops.exporter.reading.Reading;
import nomadops.exporter.selection.Budget;
import nomadops.exporter.selection.PerObject;
import nomadops.exporter.selection.Selection;
import nomadops.runtime.Golden;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatePageTest {
  private final Rig rig = new Rig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void aPageLooksLikeThis() {
    rig.says(
        new Reading(
            JobFamilies.JOBS,
            List.of(point(3, "default", "batch", "dead"), point(1.5, "ci", "service", "running"))),
        new Reading(JobFamilies.RESTARTS, List.of(point(7, "default"))),
        new Reading(
            NodeFamilies.NODE_INFO,
            List.of(
                point(1, "n-1", "one", "ready", "eligible", "false", "gpu", "", "dc1", "1.10.0"))),
        new Reading(NodeFamilies.LEADER, List.of(point(1))),
        new Reading(CollectionFamilies.OVERDUE, List.of()));
    rig.latencies.observe(JobFamilies.PLACEMENT, 0.2, "eval_id", "", "batch");

    Golden.matches("page.txt", rig.page(TEXT));
    Golden.matches("page.openmetrics", rig.page(OPEN_METRICS));
  }

  @Test
  void oddCharactersInLabelsComeOutRight() {
    rig.says(
        new Reading(
            JobFamilies.JOB_QUEUED,
            List.of(
                point(1, "default", "a \"quoted\" job", "g"),
                point(2, "default", "two\nlines\\", "g"),
                point(3, "default", "ünïcode-任務-🚀", "g"))));

    for (String format : List.of(TEXT, OPEN_METRICS)) {
      assertThat(rig.page(format))
          .contains("job_id=\"a \\\"quoted\\\" job\"")
          .contains("job_id=\"two\\nlines\\\\\"")
          .contains("job_id=\"ünïcode-任務-🚀\"");
    }
  }

  @Test
  void whatWasReadIsShownForAMoment() {
    rig.says(new Reading(NodeFamilies.LEADER, List.of(point(1))));
    assertThat(rig.page(TEXT)).contains("nomad_cluster_leader 1.0");
    rig.says(new Reading(NodeFamilies.LEADER, List.of(point(0))));

    rig.later(Duration.ofMillis(249));
    assertThat(rig.page(TEXT)).contains("nomad_cluster_leader 1.0");
    assertThat(rig.readings).hasValue(1);

    rig.later(Duration.ofMillis(1));
    assertThat(rig.page(TEXT)).contains("nomad_cluster_leader 0.0");
    assertThat(rig.readings).hasValue(2);
  }

  @Test
  void aScrapeOfOtherFamiliesReadsNothing() {
    rig.says(new Reading(NodeFamilies.LEADER, List.of(point(1))));

    assertThat(rig.registry.getPrometheusRegistry().scrape("nomad_ops_exporter_pushes"::equals))
        .isEmpty();
    assertThat(rig.readings).hasValue(0);
    assertThat(rig.registry.getPrometheusRegistry().scrape("nomad_cluster_leader"::equals))
        .hasSize(1);
  }

  @Test
  void aViewThatKnowsNothingYetLeavesThePageEmpty() {
    assertThat(rig.page(TEXT)).isEmpty();
    assertThat(rig.page(OPEN_METRICS)).isEqualTo("# EOF\n");
  }

  @Test
  void aFamilyThatNobodyWantsIsNotThereUntilTheSelectionChanges() {
    rig.selection = Selection.everything(Set.of(), new Budget(10));
    rig.says(
        new Reading(JobFamilies.JOB_QUEUED, List.of(point(1, "default", "a", "g"))),
        new Reading(JobFamilies.QUEUED, List.of(point(1, "default"))));
    assertThat(rig.page(TEXT)).contains("nomad_queued_").doesNotContain("nomad_job_queued");

    rig.selection = Selection.everything(Set.of(PerObject.JOB), new Budget(10));
    rig.later(Duration.ofSeconds(1));
    assertThat(rig.page(TEXT)).contains("nomad_queued_", "nomad_job_queued");
  }

  @Test
  void whatTheBudgetLeavesOutIsCountedAtEachReading() {
    rig.selection = Selection.everything(Set.of(PerObject.JOB), new Budget(2));
    rig.says(
        new Reading(
            JobFamilies.JOB_QUEUED,
            List.of(
                point(1, "default", "a", "g"),
                point(2, "default", "b", "g"),
                point(4, "default", "c", "g"))),
        new Reading(JobFamilies.QUEUED, List.of(point(7, "default"))));

    assertThat(rig.page(TEXT))
        .contains("{job_id=\"c\",namespace=\"default\",task_group=\"g\"} 4.0")
        .contains("{job_id=\"other\",namespace=\"other\",task_group=\"other\"} 3.0")
        .doesNotContain("job_id=\"a\"", "job_id=\"b\"");
    rig.page(TEXT);
    assertThat(dropped("nomad_job_queued_allocations")).isEqualTo(2);
    assertThat(dropped("nomad_queued_allocations")).isZero();

    rig.later(Duration.ofSeconds(15));
    rig.page(TEXT);
    assertThat(dropped("nomad_job_queued_allocations")).isEqualTo(4);
    assertThat(rig.registry.scrape())
        .contains("nomad_ops_exporter_family_series{family=\"nomad_job_queued_allocations\"} 3.0");
  }

  private double dropped(String family) {
    return rig.registry
        .get("nomad.ops.exporter.series.dropped")
        .tags("family", family, "reason", "budget")
        .counter()
        .count();
  }
}
