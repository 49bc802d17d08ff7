package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class VariablesContractTest extends Contract {
  private Answer write(String name, String value, String parameters) {
    ObjectNode body = Answer.JSON.createObjectNode().put("Path", id(name));
    body.putObject("Items").put("a", value);
    return nomad.put("/v1/var/" + id(name) + parameters, body);
  }

  private Answer read(String name) {
    return nomad.get("/v1/var/" + id(name));
  }

  @Test
  void whatIsWrittenCanBeRead() {
    Answer written = write("v", "1", "");
    matches(written, Recorded.answer("variable-write"));
    assertThat(written.json().path("ModifyIndex").asLong()).isEqualTo(written.index());
    Answer read = read("v");
    matches(read, Recorded.answer("variable-read"));
    assertThat(read.json()).isEqualTo(written.json());
    assertThat(read.json().at("/Items/a").asString()).isEqualTo("1");
    assertThat(read.index()).isEqualTo(written.index());
  }

  @Test
  void anUnknownVariableIsA404() {
    Answer answer = read("none");
    matches(answer, Recorded.answer("variable-read-missing"));
    assertThat(answer.expect(404).body()).isEqualTo("variable not found");
  }

  @Test
  void aConditionalWriteConflictsWithTheVariableAsItIs() {
    JsonNode first = write("v", "1", "?cas=0").ok().json();
    Answer conflict = write("v", "2", "?cas=1");
    matches(conflict, Recorded.answer("variable-write-cas-conflict"));
    assertThat(conflict.expect(409).json()).isEqualTo(first);
    write("v", "2", "?cas=0").expect(409);
    JsonNode second = write("v", "2", "?cas=" + first.path("ModifyIndex").asLong()).ok().json();
    assertThat(second.path("CreateIndex")).isEqualTo(first.path("CreateIndex"));
    assertThat(second.path("ModifyIndex").asLong())
        .isGreaterThan(first.path("ModifyIndex").asLong());
    assertThat(read("v").json().at("/Items/a").asString()).isEqualTo("2");
  }

  @Test
  void deletingAnswers204EvenWhenThereIsNothing() {
    write("v", "1", "").ok();
    nomad.delete("/v1/var/" + id("v") + "?cas=1").expect(409);
    assertThat(nomad.delete("/v1/var/" + id("v")).expect(204).index()).isPositive();
    read("v").expect(404);
    nomad.delete("/v1/var/" + id("v")).expect(204);
  }

  @Test
  void theListIsByPrefixWithoutItems() {
    write("b/x", "1", "").ok();
    write("a", "1", "").ok();
    Answer list = nomad.get("/v1/vars?prefix=" + prefix);
    assertThat(texts(list.ok().json(), "Path")).containsExactly(id("a"), id("b/x"));
    assertThat(list.json().path(0).has("Items")).isFalse();
    assertThat(list.index()).isPositive();
    assertThat(nomad.get("/v1/vars?prefix=" + id("none")).ok().json()).isEmpty();
    Answer page = nomad.get("/v1/vars?per_page=1&prefix=" + prefix);
    assertThat(texts(page.json(), "Path")).containsExactly(id("a"));
    assertThat(page.nextToken()).isEqualTo("default." + id("b/x"));
  }

  @Test
  void aConditionalDeleteConflictsWithTheVariableAsItIs() {
    JsonNode written = write("v", "1", "").ok().json();
    Answer conflict = nomad.delete("/v1/var/" + id("v") + "?cas=1");
    assertThat(conflict.expect(409).json()).isEqualTo(written);
    Answer missing = nomad.delete("/v1/var/" + id("none") + "?cas=5");
    assertThat(none(missing.expect(409).json().path("Items"))).isTrue();
    assertThat(missing.json().path("ModifyIndex").asLong(-1)).isZero();
    assertThat(missing.index()).isZero();
  }
}
