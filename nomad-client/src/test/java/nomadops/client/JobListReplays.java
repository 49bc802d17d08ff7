package nomadops.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobStub;

/// Lists of jobs.
final class JobListReplays {
  private JobListReplays() {}

  static Map<String, Replay> all() {
    return Map.of(
        "jobs-list-all-namespaces", JobListReplays::listsAll,
        "jobs-list-page-1", JobListReplays::readsAPage,
        "jobs-list-page-2", JobListReplays::readsAPageFromAToken,
        "jobs-list-filter-dead-batch", JobListReplays::filters,
        "jobs-list-prefix-children", JobListReplays::listsChildrenByPrefix,
        "jobs-list-after-system-gc", JobListReplays::listsWhatIsLeft,
        "acl-jobs-list-gc-token", JobListReplays::listsWithAToken);
  }

  private static void listsAll(NomadClient nomad, Recording recorded) throws Exception {
    List<JobStub> jobs = new ArrayList<>();
    List<ResponseMeta> pages = new ArrayList<>();
    nomad
        .jobs()
        .pages(
            Read.defaults().inAllNamespaces().with("meta", "true"),
            new PageListener<JobStub>() {
              @Override
              public void item(JobStub job, ResponseMeta page) {
                assertThat(page.index()).hasValue(recorded.index());
                jobs.add(job);
              }

              @Override
              public void endOfPage(ResponseMeta page) {
                pages.add(page);
              }
            });
    assertSame(jobs, recorded);
    assertThat(pages).hasSize(1);
    assertThat(jobs.stream().map(JobStub::key)).isSorted();
    assertThat(job(jobs, "batch-ci").key()).isEqualTo(new JobKey("ci", "batch-ci"));
    assertThat(job(jobs, "batch-ci").meta()).containsEntry("team", "build");
    assertThat(job(jobs, "cron").periodic()).isTrue();
    assertThat(job(jobs, "param").parameterized()).isTrue();
    assertThat(job(jobs, "param").summary().children().dead()).isEqualTo(3);
    assertThat(job(jobs, "queued").summary().groups().values()).anyMatch(g -> g.queued() > 0);
    assertThat(jobs).filteredOn(j -> j.parentId().equals("param")).hasSize(3);
  }

  private static void readsAPage(NomadClient nomad, Recording recorded) {
    Answer<List<JobStub>> page =
        nomad.jobs().page(Read.defaults().inAllNamespaces().withPerPage(3));
    assertSame(page.value(), recorded);
    assertThat(page.meta().nextToken()).contains("default.batch-ok");
  }

  private static void readsAPageFromAToken(NomadClient nomad, Recording recorded) {
    Answer<List<JobStub>> page =
        nomad.jobs().page(Read.defaults().inAllNamespaces().withPerPage(3).withNextToken(""));
    assertSame(page.value(), recorded);
  }

  private static void filters(NomadClient nomad, Recording recorded) {
    Answer<List<JobStub>> page =
        nomad
            .jobs()
            .page(
                Read.defaults()
                    .inAllNamespaces()
                    .withPerPage(2)
                    .withFilter("Status == \"dead\" and Type == \"batch\""));
    assertSame(page.value(), recorded);
    assertThat(page.value()).allMatch(job -> job.status().equals("dead"));
  }

  private static void listsChildrenByPrefix(NomadClient nomad, Recording recorded) {
    Answer<List<JobStub>> page =
        nomad.jobs().page(Read.defaults().withPrefix("param/").with("reverse", "true"));
    assertSame(page.value(), recorded);
    assertThat(page.value()).allMatch(job -> job.parentId().equals("param"));
  }

  private static void listsWhatIsLeft(NomadClient nomad, Recording recorded) {
    assertSame(nomad.jobs().page(Read.defaults().inAllNamespaces()).value(), recorded);
  }

  private static void listsWithAToken(NomadClient nomad, Recording recorded) {
    assertSame(nomad.jobs().page(Read.defaults().inAllNamespaces()).value(), recorded);
  }

  private static JobStub job(List<JobStub> jobs, String id) {
    return jobs.stream().filter(job -> job.id().equals(id)).findFirst().orElseThrow();
  }

  private static void assertSame(List<JobStub> jobs, Recording recorded) {
    assertThat(jobs).hasSize(recorded.body().size()).isNotEmpty();
    for (int i = 0; i < jobs.size(); i++) {
      JobStub job = jobs.get(i);
      var said = recorded.body().get(i);
      assertThat(job.id()).isEqualTo(said.get("ID").asText());
      assertThat(job.namespace()).isEqualTo(said.get("Namespace").asText());
      assertThat(job.type()).isEqualTo(said.get("Type").asText());
      assertThat(job.status()).isEqualTo(said.get("Status").asText());
      assertThat(job.stop()).isEqualTo(said.get("Stop").asBoolean());
      assertThat(job.submitTime()).isEqualTo(said.get("SubmitTime").asLong()).isPositive();
      assertThat(job.jobModifyIndex()).isEqualTo(said.get("JobModifyIndex").asLong()).isPositive();
      assertThat(job.datacenters())
          .isEqualTo(said.get("Datacenters").valueStream().map(JsonNode::asText).toList())
          .isNotEmpty();
      assertThat(job.summary().groups()).hasSize(said.get("JobSummary").get("Summary").size());
    }
  }
}
