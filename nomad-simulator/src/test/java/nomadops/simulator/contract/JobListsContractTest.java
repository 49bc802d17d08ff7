package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class JobListsContractTest extends Contract {
  private String list() {
    return "/v1/jobs?prefix=" + prefix;
  }

  private List<String> make(int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(id("job-" + i));
    }
    // The order of registration must not matter.
    ids.reversed().forEach(id -> registered(Specs.batch(id)));
    return ids;
  }

  @Test
  void pagesComeInTheOrderOfIdsAndTheTokenNamesTheNextRow() {
    List<String> ids = make(5);
    Answer first = nomad.get(list() + "&per_page=2");
    matches(first, Recorded.answer("jobs-list-page-1").whereMayBeNull("JobSummary", "Summary"));
    assertThat(texts(first.json(), "ID")).isEqualTo(ids.subList(0, 2));
    assertThat(first.nextToken()).isEqualTo("default." + ids.get(2));
    Answer second = nomad.get(list() + "&per_page=2&next_token=" + first.nextToken());
    assertThat(texts(second.json(), "ID")).isEqualTo(ids.subList(2, 4));
    Answer last = nomad.get(list() + "&per_page=2&next_token=" + second.nextToken());
    assertThat(texts(last.json(), "ID")).isEqualTo(ids.subList(4, 5));
    assertThat(last.headers().firstValue("X-Nomad-NextToken")).isEmpty();
  }

  @Test
  void withoutAPageSizeEverythingComesAtOnce() {
    List<String> ids = make(3);
    Answer answer = nomad.get(list());
    assertThat(texts(answer.ok().json(), "ID")).isEqualTo(ids);
    assertThat(answer.nextToken()).isEmpty();
    assertThat(texts(nomad.get(list() + "&per_page=0").ok().json(), "ID")).isEqualTo(ids);
    assertThat(texts(nomad.get(list() + "&per_page=3").ok().json(), "ID")).isEqualTo(ids);
    assertThat(nomad.get(list() + "&per_page=3").nextToken()).isEmpty();
  }

  @Test
  void purgedRowsBeforeTheTokenDoNotShiftLaterPages() {
    List<String> ids = make(5);
    Answer first = nomad.get(list() + "&per_page=2");
    evaluated(purge(ids.get(0), ""));
    evaluated(purge(ids.get(1), ""));
    Answer second = nomad.get(list() + "&per_page=2&next_token=" + first.nextToken());
    assertThat(texts(second.json(), "ID")).isEqualTo(ids.subList(2, 4));
  }

  @Test
  void aTokenWhoseRowIsPurgedGoesOnWithTheNextRow() {
    List<String> ids = make(5);
    Answer first = nomad.get(list() + "&per_page=2");
    evaluated(purge(ids.get(2), ""));
    Answer second = nomad.get(list() + "&per_page=2&next_token=" + first.nextToken());
    assertThat(texts(second.json(), "ID")).isEqualTo(ids.subList(3, 5));
  }

  @Test
  void thePrefixIsOfIds() {
    List<String> ids = make(2);
    assertThat(texts(nomad.get("/v1/jobs?prefix=" + ids.get(1)).ok().json(), "ID"))
        .containsExactly(ids.get(1));
    assertThat(nomad.get("/v1/jobs?prefix=" + id("other")).ok().json()).isEmpty();
  }

  @Test
  void metaComesOnRequestOnly() {
    make(1);
    assertThat(none(nomad.get(list()).json().at("/0/Meta"))).isTrue();
    JsonNode row = nomad.get(list() + "&meta=true").json().path(0);
    assertThat(row.at("/Meta/team").asString()).isEqualTo("build");
  }

  @Test
  void theIndexIsAtLeastThatOfTheLastWriteAndStaleReadsAreAllowed() {
    long written = register(Specs.batch(id("a"))).index();
    Answer consistent = nomad.get(list());
    assertThat(consistent.index()).isGreaterThanOrEqualTo(written);
    assertThat(consistent.header("X-Nomad-KnownLeader")).isEqualTo("true");
    assertThat(consistent.header("X-Nomad-LastContact")).isEqualTo("0");
    Answer stale = nomad.get(list() + "&stale");
    assertThat(stale.ok().index()).isPositive();
    assertThat(stale.header("X-Nomad-KnownLeader")).isEqualTo("true");
    assertThat(stale.header("X-Nomad-LastContact")).matches("\\d+");
  }

  @Test
  void badParametersAreRefused() {
    assertThat(nomad.get("/v1/jobs?per_page=x").expect(400).body())
        .isEqualTo("Expect a number for `per_page` query string parameter");
    assertThat(nomad.get("/v1/jobs?index=1&wait=bogus").expect(400).body())
        .isEqualTo("Invalid wait time");
  }

  @Test
  void anUnknownPathIsA404AndAWrongMethodA405() {
    assertThat(nomad.get("/v1/nothing").expect(404).body()).isEmpty();
    assertThat(nomad.get("/v1/system/gc").expect(405).body()).isEqualTo("Invalid method");
  }
}
