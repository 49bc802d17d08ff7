package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class OperatorContractTest extends Contract {
  private static final String CONFIGURATION = "/v1/operator/scheduler/configuration";

  @Test
  void theSchedulerConfigurationSurvivesARoundTrip() {
    needsAClusterOfItsOwn();
    Answer before = nomad.get(CONFIGURATION);
    matches(before, Recorded.answer("scheduler-configuration"));
    ObjectNode config = (ObjectNode) before.json().path("SchedulerConfig");
    config.put("SchedulerAlgorithm", "spread");
    Answer written = nomad.put(CONFIGURATION, config);
    assertThat(written.ok().json().path("Updated").asBoolean()).isTrue();
    JsonNode after = nomad.get(CONFIGURATION).ok().json().path("SchedulerConfig");
    assertThat(after.path("SchedulerAlgorithm").asString()).isEqualTo("spread");
    assertThat(after.path("ModifyIndex").asLong()).isEqualTo(written.index());
    nomad.put(CONFIGURATION, config.put("SchedulerAlgorithm", "binpack")).ok();
  }

  @Test
  void aConditionalConfigurationWriteSaysWhetherItWasApplied() {
    needsAClusterOfItsOwn();
    JsonNode config = nomad.get(CONFIGURATION).ok().json().path("SchedulerConfig");
    long index = config.path("ModifyIndex").asLong();
    Answer refused = nomad.put(CONFIGURATION + "?cas=" + (index + 1), config);
    assertThat(refused.ok().json().path("Updated").asBoolean(true)).isFalse();
    Answer applied = nomad.put(CONFIGURATION + "?cas=" + index, config);
    assertThat(applied.ok().json().path("Updated").asBoolean()).isTrue();
  }

  @Test
  void aConfigurationWithAnUnknownAlgorithmIsRefused() {
    needsAClusterOfItsOwn();
    ObjectNode config = (ObjectNode) nomad.get(CONFIGURATION).ok().json().path("SchedulerConfig");
    Answer answer = nomad.put(CONFIGURATION, config.put("SchedulerAlgorithm", "luck"));
    assertThat(answer.expect(400).body()).isEqualTo("invalid scheduler algorithm: luck");
    assertThat(nomad.get(CONFIGURATION).ok().json().at("/SchedulerConfig/SchedulerAlgorithm"))
        .isNotEqualTo(config.path("SchedulerAlgorithm"));
  }

  @Test
  void whereAclsAreOffRegistrationsThatAreRejectedAreTakenAllTheSame() {
    needsAClusterOfItsOwn();
    ObjectNode config = (ObjectNode) nomad.get(CONFIGURATION).ok().json().path("SchedulerConfig");
    nomad.put(CONFIGURATION, config.put("RejectJobRegistration", true)).ok();
    try {
      nomad.put("/v1/jobs", "{\"Job\":" + Specs.batch(id("a")) + "}").ok();
    } finally {
      nomad.put(CONFIGURATION, config.put("RejectJobRegistration", false)).ok();
    }
  }

  @Test
  void raftHasOneLeaderAndAutopilotAgrees() {
    Answer raft = nomad.get("/v1/operator/raft/configuration");
    matches(raft, Recorded.answer("raft-configuration"));
    JsonNode leader =
        raft.json()
            .path("Servers")
            .valueStream()
            .filter(server -> server.path("Leader").asBoolean())
            .findFirst()
            .orElseThrow();
    String address = nomad.get("/v1/status/leader").ok().json().asString();
    assertThat(leader.path("Address").asString()).isEqualTo(address);
    // Autopilot looks at the servers every few seconds.
    Answer health =
        Await.until(
            "answered by autopilot",
            () -> nomad.get("/v1/operator/autopilot/health"),
            answer -> !answer.json().path("Leader").asString("").isEmpty());
    matches(health, Recorded.answer("autopilot-health"));
    assertThat(health.json().path("Leader")).isEqualTo(leader.path("ID"));
  }

  /// Asked of the leader that it is, nothing changes hands; a stranger cannot lead.
  @Test
  void theLeadIsHandedOnlyToAServerOfRafts() {
    String transfer = "/v1/operator/raft/transfer-leadership";
    JsonNode leader = nomad.get("/v1/operator/raft/configuration").ok().json().at("/Servers/0");
    String id = leader.path("ID").asString();
    JsonNode kept = nomad.put(transfer + "?id=" + id, "").ok().json();
    assertThat(kept.path("Noop").asBoolean()).isTrue();
    assertThat(kept.has("Err")).isTrue();
    for (String side : new String[] {"From", "To"}) {
      assertThat(kept.path(side).path("ID").asString()).isEqualTo(id);
      assertThat(kept.path(side).path("Address")).isEqualTo(leader.path("Address"));
    }
    String stranger = "00000000-0000-0000-0000-000000000000";
    assertThat(nomad.put(transfer + "?id=" + stranger, "").expect(400).body())
        .isEqualTo("id \"" + stranger + "\" was not found in the Raft configuration");
    assertThat(nomad.put(transfer + "?id=x", "").expect(400).body())
        .isEqualTo("id must be a uuid: uuid string is wrong length");
    assertThat(nomad.put(transfer, "").expect(400).body()).isEqualTo("must specify id or address");
    assertThat(nomad.get(transfer + "?id=" + id).expect(405).body()).isEqualTo("Invalid method");
  }

  @Test
  void theLeaderIsAmongThePeers() {
    Answer leader = nomad.get("/v1/status/leader");
    matches(leader, Recorded.answer("status-leader"));
    Answer peers = nomad.get("/v1/status/peers");
    matches(peers, Recorded.answer("status-peers"));
    assertThat(peers.json().valueStream().map(JsonNode::asString))
        .contains(leader.json().asString());
  }

  /// helper/snapshot/archive.go: the digests of the two files, and of the whole in a header.
  @Test
  void aSnapshotIsACompressedTarFileWithItsDigests() throws IOException {
    HttpResponse<InputStream> response = nomad.open("/v1/operator/snapshot");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/x-gzip");
    byte[] bytes;
    try (InputStream body = response.body()) {
      bytes = body.readAllBytes();
    }
    assertThat(response.headers().firstValue("Digest"))
        .hasValue("sha-256=" + Base64.getEncoder().encodeToString(sha256(bytes)));
    Map<String, byte[]> files = files(bytes);
    assertThat(files).containsOnlyKeys("meta.json", "state.bin", "SHA256SUMS");
    assertThat(new String(files.get("SHA256SUMS"), StandardCharsets.UTF_8).lines())
        .containsExactlyInAnyOrder(
            sum(files.get("meta.json")) + "  meta.json",
            sum(files.get("state.bin")) + "  state.bin");
    JsonNode meta = JsonMapper.builder().build().readTree(files.get("meta.json"));
    assertThat(meta.path("Size").asLong()).isEqualTo(files.get("state.bin").length);
    assertThat(meta.path("Index").asLong()).isPositive();
    assertThat(meta.path("Term").asLong()).isPositive();
    assertThat(meta.path("Version").asLong()).isEqualTo(1);
  }

  /// Any server may answer then, so it is what is asked while there is no leader.
  @Test
  void aStaleSnapshotIsGivenToo() throws IOException {
    HttpResponse<InputStream> response = nomad.open("/v1/operator/snapshot?stale");
    assertThat(response.statusCode()).isEqualTo(200);
    try (InputStream body = response.body()) {
      assertThat(files(body.readAllBytes())).containsKey("state.bin");
    }
  }

  private static Map<String, byte[]> files(byte[] archive) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(archive)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        files.put(entry.getName(), tar.readAllBytes());
      }
    }
    return files;
  }

  private static String sum(byte[] bytes) {
    return HexFormat.of().formatHex(sha256(bytes));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aGarbageCollectionAnswersNothingAtOnceAndDeletesDeadBatchJobs() {
    needsAClusterOfItsOwn();
    registered(Specs.batch(id("a")));
    Answer answer = nomad.put("/v1/system/gc", "");
    matches(answer, Recorded.answer("system-gc"));
    assertThat(answer.ok().body()).isEmpty();
    Await.until("collected", () -> nomad.get(jobPath(id("a"))).status(), status -> status == 404);
  }
}
