package nomadops.demo.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExporterTextTest {
  private static final Scrape PAGE =
      Scrape.of(
          """
          # HELP nomad_jobs Jobs, by type and status.
          # TYPE nomad_jobs gauge
          nomad_jobs{namespace="a",status="running",type="batch"} 1200.0
          nomad_jobs{namespace="b",status="running",type="batch"} 34.0
          nomad_jobs{namespace="b",status="dead",type="batch"} 5.0
          nomad_jobs_dead_gc_eligible{namespace="b",type="batch"} 7.0
          nomad_job_dead_oldest_age_seconds{namespace="a b {c}",type="batch"} 12.25
          nomad_cluster_leader 1.0
          """);

  @Test
  void aPageIsSummedByNameAndLabels() {
    assertThat(PAGE.sum("nomad_jobs", List.of("status=\"running\""))).isEqualTo(1_234);
    assertThat(PAGE.sum("nomad_jobs", List.of())).isEqualTo(1_239);
    assertThat(PAGE.sum("nomad_jobs", List.of("status=\"dead\"", "namespace=\"a\""))).isZero();
    assertThat(PAGE.sum("nomad_cluster_leader", List.of())).isEqualTo(1);
    assertThat(PAGE.sum("nomad_job_dead_oldest_age_seconds", List.of())).isEqualTo(12.25);
    assertThat(PAGE.sum("nomad_nothing", List.of())).isZero();
  }

  @Test
  void aRowHasItsNameItsValueAndItsCourse() {
    Row row = Row.WATCHED.getFirst().begin().with(0).with(617).with(1_234);
    List<String> table = ExporterText.table(List.of(row), 120);
    assertThat(table).hasSize(2);
    assertThat(table.get(1))
        .startsWith("  nomad_jobs{status=\"running\"} ")
        .contains(" 1,234 ")
        .endsWith("▁▅█");
    assertThat(ExporterText.line(7, List.of(row)))
        .isEqualTo("   7 s  jobs{status=\"running\"} 1,234");
  }

  @Test
  void aLongCourseShowsItsEndAndNoLineIsTooWide() {
    List<Row> rows =
        Row.WATCHED.stream()
            .map(watched -> new Row(watched.begin().series(), Collections.nCopies(500, 2.5)))
            .toList();
    assertThat(ExporterText.table(rows, 80)).allMatch(line -> line.length() <= 80);
    assertThat(ExporterText.table(rows, 100)).allMatch(line -> line.length() <= 100);
    assertThat(ExporterText.table(rows, 100).getLast()).contains(" 2.5  █████");
    assertThat(new Row("x", List.of()).now()).isZero();
  }
}
