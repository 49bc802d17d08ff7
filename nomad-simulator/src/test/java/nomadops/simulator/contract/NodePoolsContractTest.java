package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class NodePoolsContractTest extends Contract {
  @Test
  void twoPoolsAreAlwaysThere() {
    Answer answer = nomad.get("/v1/node/pools");
    matches(answer, Recorded.answer("node-pools"));
    assertThat(texts(answer.json(), "Name")).contains("all", "default");
    assertThat(nomad.get("/v1/node/pool/none-such").expect(404).body())
        .isEqualTo("node pool not found");
  }

  @Test
  void aPoolIsWrittenReadAndDeleted() {
    needsAClusterOfItsOwn();
    String name = id("pool");
    String body =
        "{\"Name\":\"" + name + "\",\"Description\":\"of a test\",\"Meta\":{\"a\":\"b\"}}";
    Answer written = nomad.put("/v1/node/pool/" + name, body).ok();
    JsonNode pool = nomad.get("/v1/node/pool/" + name).ok().json();
    assertThat(pool.path("Description").asString()).isEqualTo("of a test");
    assertThat(pool.at("/Meta/a").asString()).isEqualTo("b");
    assertThat(pool.path("CreateIndex").asLong()).isEqualTo(written.index());
    assertThat(texts(nomad.get("/v1/node/pools").ok().json(), "Name")).contains(name);
    assertThat(nomad.get("/v1/node/pool/" + name + "/nodes").ok().json()).isEmpty();
    nomad.delete("/v1/node/pool/" + name).ok();
    nomad.get("/v1/node/pool/" + name).expect(404);
    assertThat(nomad.delete("/v1/node/pool/" + name).expect(500).body())
        .isEqualTo("node pool " + name + " not found");
  }

  @Test
  void whatIsInUseOrBuiltInStays() {
    needsAClusterOfItsOwn();
    String name = id("pool");
    nomad.put("/v1/node/pools", "{\"Name\":\"" + name + "\"}").ok();
    evaluated(register(Specs.running(id("a"), 1, "10m").put("NodePool", name)));
    assertThat(nomad.delete("/v1/node/pool/" + name).expect(500).body())
        .isEqualTo(
            "1 error occurred:\n\t* node pool \"%s\" has non-terminal jobs in regions: [global]\n\n"
                .formatted(name));
    evaluated(purge(id("a"), ""));
    nomad.delete("/v1/node/pool/" + name).ok();
    assertThat(nomad.put("/v1/node/pools", "{\"Name\":\"default\"}").expect(400).body())
        .isEqualTo("modifying node pool \"default\" is not allowed");
  }
}
