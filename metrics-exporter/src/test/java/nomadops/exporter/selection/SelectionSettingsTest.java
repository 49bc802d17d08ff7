package nomadops.exporter.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import nomadops.exporter.family.CollectionFamilies;
import nomadops.exporter.family.Families;
import nomadops.exporter.family.Family;
import nomadops.exporter.family.JobFamilies;
import nomadops.exporter.family.NodeFamilies;
import nomadops.runtime.config.BadValue;
import nomadops.runtime.config.Catalogue;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.Problems;
import nomadops.runtime.config.Resolution;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Settings;
import nomadops.runtime.config.YamlFile;
import org.junit.jupiter.api.Test;

class SelectionSettingsTest {
  private static final Catalogue CATALOGUE = new Catalogue("exporter", SelectionSettings.ALL);

  @Test
  void withNothingSaidEveryAggregateIsToldAndNoJobOrNode() throws BadValue {
    Selection selection = selection("{}");
    for (Family family : Families.ALL) {
      assertThat(selection.wants(family))
          .as(family.name())
          .isEqualTo(family.detail() == Family.Detail.CLUSTER);
    }
    assertThat(selection.wantsJob("default", "api")).isFalse();
    assertThat(selection.wantsNamespace("anything")).isTrue();
    assertThat(selection.budget().most()).isEqualTo(5_000);
  }

  @Test
  void familiesAreNamesOrExpressionsLessThoseDenied() throws BadValue {
    Selection selection =
        selection(
            """
            families: [nomad_jobs.*, nomad_cluster_leader]
            families-deny: [".*_blocked"]
            """);
    assertThat(selection.wants(JobFamilies.JOBS)).isTrue();
    assertThat(selection.wants(CollectionFamilies.ELIGIBLE)).isTrue();
    assertThat(selection.wants(CollectionFamilies.BLOCKED)).isFalse();
    assertThat(selection.wants(NodeFamilies.LEADER)).isTrue();
    assertThat(selection.wants(NodeFamilies.NODES)).isFalse();
  }

  @Test
  void anExpressionFitsWholeNames() throws BadValue {
    Selection selection = selection("families: [nomad_jobs, nomad_nodes?]");
    assertThat(selection.wants(JobFamilies.JOBS)).isTrue();
    assertThat(selection.wants(CollectionFamilies.ELIGIBLE)).isFalse();
    assertThat(selection.wants(NodeFamilies.NODES)).isTrue();
  }

  @Test
  void detailBringsJobsAndNodes() throws BadValue {
    Selection selection =
        selection(
            """
            detail: [job]
            jobs: [default/api-*, "*/billing"]
            jobs-deny: [default/api-test*]
            namespaces-deny: [sandbox-*]
            """);
    assertThat(selection.wants(JobFamilies.JOB_QUEUED)).isTrue();
    assertThat(selection.wants(NodeFamilies.NODE_INFO)).isFalse();
    assertThat(selection.wantsJob("default", "api-1")).isTrue();
    assertThat(selection.wantsJob("default", "api-test-1")).isFalse();
    assertThat(selection.wantsJob("default", "web")).isFalse();
    assertThat(selection.wantsJob("team", "billing")).isTrue();
    assertThat(selection.wantsJob("sandbox-1", "billing")).isFalse();
    assertThat(selection.wantsNamespace("sandbox-1")).isFalse();
    assertThat(selection("detail: [node, job]").wants(NodeFamilies.NODE_INFO)).isTrue();
    assertThat(selection("detail: [job]").wantsJob("any", "with/slash")).isTrue();
  }

  @Test
  void allFaultsAreNamedAtOnceWithTheNearestRightAnswer() throws BadValue {
    Resolution resolution =
        resolve(
            """
            families: [nomad_jbs, "nomad_(jobs", nomad_zebra_.*]
            families-deny: [nomad_queued_alocations]
            detail: [jobs]
            jobs: [api-*]
            series-per-family: 0
            """);
    assertThat(((Problems) resolution).text())
        .isEqualTo(
            """
            the configuration has 7 faults:
              exporter.yaml:1:12: families[0]: "nomad_jbs" is no family, but nomad_jobs is one; write a family's name, or a regular expression over names
              exporter.yaml:1:23: families[1]: "nomad_(jobs" is no regular expression: Unclosed group at character 12; write a family's name, or a regular expression over names
              exporter.yaml:1:38: families[2]: "nomad_zebra_.*" fits no family; write a family's name, or a regular expression over names
              exporter.yaml:2:17: families-deny[0]: "nomad_queued_alocations" is no family, but nomad_queued_allocations is one; write a family's name, or a regular expression over names
              exporter.yaml:3:10: detail[0]: "jobs" is not known; did you mean "job"? write one of job, node
              exporter.yaml:4:8: jobs[0]: "api-*" names no namespace; write namespace/job_id, e.g. default/api-* or */api-*
              exporter.yaml:5:20: series-per-family: "0" is out of range; write a whole number from 1 to 1000000, e.g. 1\
            """
                .stripTrailing());
  }

  @Test
  void aNamedFamilyWhoseDetailIsOffIsAFault() throws BadValue {
    Resolved settings =
        (Resolved) resolve("families: [nomad_job_allocations, nomad_node_info, nomad_.*]");
    assertThatThrownBy(() -> SelectionSettings.selection(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("names nomad_job_allocations, which has a series for each job")
        .hasMessageContaining("add job to detail")
        .hasMessageContaining("add node to detail");
  }

  @Test
  void aSelectionOfNothingIsAFault() throws BadValue {
    Resolved settings = (Resolved) resolve("families-deny: [nomad_.*]");
    assertThatThrownBy(() -> SelectionSettings.selection(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("leaves no family to serve");
  }

  private static Selection selection(String yaml) throws BadValue {
    return SelectionSettings.selection((Resolved) resolve(yaml));
  }

  private static Resolution resolve(String yaml) throws BadValue {
    return Settings.resolve(
        CATALOGUE, Map.of(), Map.of(), YamlFile.topLevel("exporter.yaml", yaml));
  }
}
