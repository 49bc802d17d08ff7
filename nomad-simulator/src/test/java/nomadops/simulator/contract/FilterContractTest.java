package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FilterContractTest extends Contract {
  @BeforeEach
  void threeJobs() {
    registered(Specs.batch(id("a")));
    registered(
        Specs.meta(Specs.batch(id("b")).put("Priority", 70), Map.of("team", "ops", "x", "")));
    registered(Specs.meta(Specs.service(id("c")), Map.of()));
    register(Specs.parameterized(id("d")));
  }

  private Answer list(String filter) {
    return nomad.get("/v1/jobs?prefix=" + prefix + "&filter=" + Nomad.escape(filter));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "Status == \"dead\"                                    | abc",
        "Status != \"dead\"                                    | d",
        "not Status == \"dead\"                                | d",
        "Status == \"dead\" and Type == \"batch\"              | ab",
        "Type == \"service\" or Priority == 70                 | bc",
        "(Type == \"service\" or Priority == 70) and Status == \"dead\" and not Meta is empty | b",
        "Type == \"batch\" and not (Priority == 70)            | ad",
        "Priority == 70                                        | b",
        "Priority != 70                                        | acd",
        "Meta.team == \"build\"                                | ad",
        "Meta[\"team\"] == \"ops\"                             | b",
        "\"team\" in Meta                                      | abd",
        "\"x\" in Meta                                         | b",
        "\"team\" not in Meta                                  | c",
        "Meta contains \"x\"                                   | b",
        "Meta is empty                                         | c",
        "Meta is not empty                                     | abd",
        "ID matches \"[ab]$\"                                  | ab",
        "ID not matches \"[ab]$\"                              | cd",
        "ID contains \"{prefix}c\"                            | c",
        "ID == \"{prefix}a\"                                  | a",
        "\"contract\" in ID                                    | abcd",
        "\"contract\" not in ID                                | ",
        "\"*\" in Datacenters                                  | abcd",
        "Datacenters contains \"dc9\"                          | ",
        "ParentID is empty                                     | abcd",
        "ParentID == \"\"                                      | abcd",
        "Version == 0                                          | abcd",
        "Stop == false                                         | abcd",
        "Stop == true                                          | ",
      })
  void selects(String filter, String expected) {
    String letters = expected == null ? "" : expected;
    List<String> ids = letters.chars().mapToObj(letter -> id(Character.toString(letter))).toList();
    Answer answer = list(filter.strip().replace("{prefix}", prefix));
    assertThat(texts(answer.ok().json(), "ID")).isEqualTo(ids);
  }

  @Test
  void filteredPagesCountOnlyWhatIsSelected() {
    String path =
        "/v1/jobs?prefix=%s&per_page=1&filter=%s"
            .formatted(prefix, Nomad.escape("Type == \"batch\" and Status == \"dead\""));
    Answer first = nomad.get(path);
    assertThat(texts(first.ok().json(), "ID")).containsExactly(id("a"));
    assertThat(first.nextToken()).isEqualTo("default." + id("b"));
    Answer second = nomad.get(path + "&next_token=" + first.nextToken());
    assertThat(texts(second.ok().json(), "ID")).containsExactly(id("b"));
    assertThat(second.nextToken()).isEmpty();
  }

  @Test
  void aFilterThatCannotBeReadIsA400ThatTellsWhere() {
    Answer answer = list("ID = \"a\"");
    matches(answer, Recorded.answer("jobs-list-bad-filter"));
    assertThat(answer.expect(400).body())
        .startsWith(
            "failed to create result paginator: failed to read filter expression: 1:4 (3): ")
        .contains("no match found, expected: ");
    assertThat(list("Priority < 60").expect(400).body())
        .startsWith(
            "failed to create result paginator: failed to read filter expression: 1:10 (9)");
    list("Status == ").expect(400);
    list("(Status == \"dead\"").expect(400);
  }

  @Test
  void anUnknownFieldIsA400ThatNamesIt() {
    assertThat(list("Bogus == \"a\"").expect(400).body())
        .isEqualTo(
            "failed to read result page: error finding value in datum: /Bogus at part 0: couldn't"
                + " find key: struct field with name \"Bogus\"");
  }

  @Test
  void whatIsNeitherTextNorCollectionCannotBeAskedWhetherItIsEmpty() {
    assertThat(list("ParameterizedJob is empty").expect(400).body())
        .isEqualTo(
            "failed to read result page: cannot perform is-empty operations on type invalid for"
                + " selector: \"ParameterizedJob\"");
    assertThat(
            list("ID == \"" + id("d") + "\" and ParameterizedJob is not empty").expect(400).body())
        .contains("is-empty operations on type struct");
    list("Periodic is empty").expect(400);
  }
}
