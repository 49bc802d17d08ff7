package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class NamespacesContractTest extends Contract {
  private String other = "";

  @BeforeEach
  void makeANamespace() {
    needsAClusterOfItsOwn();
    other = id("other");
    nomad.put("/v1/namespace/" + other, "{\"Name\":\"" + other + "\"}").ok();
    register(Specs.batch(id("a")));
    register(Specs.batch(id("a")), other);
    register(Specs.batch(id("b")), other);
  }

  @AfterEach
  void deleteTheNamespace() {
    if (!other.isEmpty()) {
      for (String id : new String[] {id("a"), id("b")}) {
        nomad.delete(jobPath(id) + "?purge=true&namespace=" + other);
      }
      nomad.delete("/v1/namespace/" + other);
    }
  }

  @Test
  void namespacesAreListedByName() {
    Answer answer = nomad.get("/v1/namespaces");
    matches(answer, Recorded.answer("namespaces").whereMayBeNull("Capabilities"));
    assertThat(texts(answer.json(), "Name")).contains("default", other).isSorted();
  }

  @Test
  void aListIsOfTheNamedNamespaceAndDefaultWithoutOne() {
    assertThat(texts(nomad.get("/v1/jobs?prefix=" + prefix).ok().json(), "Namespace"))
        .containsExactly("default");
    Answer named = nomad.get("/v1/jobs?prefix=" + prefix + "&namespace=" + other);
    assertThat(texts(named.ok().json(), "ID")).containsExactly(id("a"), id("b"));
    assertThat(texts(named.json(), "Namespace")).containsOnly(other);
    assertThat(nomad.get("/v1/jobs?namespace=" + id("none")).ok().json()).isEmpty();
  }

  @Test
  void theStarListsAllInTheOrderOfNamespaceAndId() {
    String path = "/v1/jobs?namespace=*&per_page=1&prefix=" + prefix;
    Answer first = nomad.get(path);
    // "contract-..." comes before "default"
    assertThat(first.nextToken()).isEqualTo(other + "." + id("b"));
    Answer second = nomad.get(path + "&next_token=" + first.nextToken());
    assertThat(second.nextToken()).isEqualTo("default." + id("a"));
    Answer third = nomad.get(path + "&next_token=" + second.nextToken());
    assertThat(third.nextToken()).isEmpty();
    assertThat(texts(third.json(), "Namespace")).containsExactly("default");
  }

  @Test
  void aPurgeTakesTheJobOfItsNamespaceOnly() {
    JsonNode purged = purge(id("a"), "&namespace=" + other).ok().json();
    assertThat(purged.path("EvalID").asString()).matches(UUID_PATTERN);
    nomad.get(jobPath(id("a")) + "?namespace=" + other).expect(404);
    assertThat(job(id("a")).path("Namespace").asString()).isEqualTo("default");
    JsonNode missing = purge(id("b"), "").ok().json();
    assertThat(missing.path("EvalID").asString("?")).isEmpty();
    nomad.get(jobPath(id("b")) + "?namespace=" + other).ok();
  }

  @Test
  void evaluationsBelongToTheirJobsNamespace() {
    String filter = "filter=" + Nomad.escape("JobID == \"" + id("b") + "\"");
    assertThat(nomad.get("/v1/evaluations?" + filter).ok().json()).isEmpty();
    assertThat(texts(nomad.get("/v1/evaluations?namespace=*&" + filter).ok().json(), "Namespace"))
        .containsOnly(other);
    assertThat(
            nomad.get("/v1/evaluations/count?namespace=*&" + filter).json().path("Count").asInt())
        .isEqualTo(1);
  }

  @Test
  void aStreamIsOfTheNamedNamespaceOrOfAll() {
    try (EventStream named = new EventStream(nomad, "topic=Job:" + id("c"));
        EventStream all = new EventStream(nomad, "topic=Job:" + id("c") + "&namespace=*")) {
      register(Specs.batch(id("c")), other);
      register(Specs.batch(id("c")));
      assertThat(
              named
                  .until(EventStream.is("Job", "JobRegistered", id("c")))
                  .getFirst()
                  .path("Namespace")
                  .asString())
          .isEqualTo("default");
      assertThat(
              all.until(EventStream.is("Job", "JobRegistered", id("c")))
                  .getFirst()
                  .path("Namespace")
                  .asString())
          .isEqualTo(other);
    }
    nomad.delete(jobPath(id("c")) + "?purge=true&namespace=" + other);
  }

  @Test
  void aStreamOfAllNeverHearsOfANamespaceThatIsMadeLater() {
    String late = id("late");
    try (EventStream all = new EventStream(nomad, "topic=Job:" + id("c") + "&namespace=*")) {
      assertThat(all.line()).isEqualTo("{}");
      nomad.put("/v1/namespace/" + late, "{\"Name\":\"" + late + "\"}").ok();
      register(Specs.batch(id("c")), late);
      register(Specs.batch(id("c")));
      List<JsonNode> heard = all.until(EventStream.is("Job", "JobRegistered", id("c")));
      assertThat(heard)
          .extracting(event -> event.path("Namespace").asString())
          .containsOnly("default");
    } finally {
      nomad.delete(jobPath(id("c")) + "?purge=true&namespace=" + late);
      nomad.delete("/v1/namespace/" + late);
    }
    // Until it is opened again: the buffer holds what was left out.
    try (EventStream again = new EventStream(nomad, "topic=Job:" + id("c") + "&namespace=*")) {
      again.until(EventStream.is("Job", "JobRegistered", id("c")));
    }
  }

  @Test
  void anUnknownNamespaceCannotBeRegisteredIn() {
    var body = Answer.JSON.createObjectNode();
    body.set("Job", Specs.batch(id("a")));
    Answer answer = nomad.put("/v1/jobs?namespace=" + id("none"), body);
    assertThat(answer.expect(500).body()).contains("nonexistent namespace");
  }
}
