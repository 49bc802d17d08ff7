package nomadops.snapshot;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;
import nomadops.runtime.leader.Fence;
import nomadops.snapshot.archive.Archives;
import nomadops.snapshot.intake.DownloadTerms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong on the way from Nomad; nothing of it may be kept, and nothing may be left lying.
class SaverTest {
  private static final byte[] WHOLE = Archives.whole(77, random(60_000));

  @TempDir Path spool;
  private final WireMockServer nomad =
      new WireMockServer(
          WireMockConfiguration.options()
              .bindAddress("127.0.0.1")
              .dynamicPort()
              .gzipDisabled(true));
  private Rig rig;

  @BeforeEach
  void start() {
    nomad.start();
    rig = new Rig(URI.create(nomad.baseUrl()), spool);
  }

  @AfterEach
  void stop() {
    rig.close();
    nomad.stop();
  }

  @Test
  void aWholeSnapshotIsKept() throws Exception {
    answer(sent(WHOLE, WHOLE));
    SaveOutcome outcome = save(Fence.open());
    assertThat(outcome)
        .isInstanceOfSatisfying(
            SaveOutcome.Saved.class,
            saved -> {
              assertThat(saved.name().index()).isEqualTo(77);
              assertThat(saved.name().at()).isEqualTo(rig.now);
              assertThat(rig.target.kept.get(saved.name())).isEqualTo(WHOLE);
            });
    nothingLies();
  }

  @Test
  void aBodyThatIsCutIsNotKept() throws Exception {
    answer(sent(Arrays.copyOf(WHOLE, 9_000), WHOLE));
    assertThat(save(Fence.open())).isInstanceOf(SaveOutcome.NomadFailed.class);
    nothingIsKept();
  }

  @Test
  void aDigestThatIsWrongOrMissingIsNotBelieved() throws Exception {
    answer(sent(WHOLE, new byte[1]));
    assertThat(save(Fence.open()).reason()).contains("digest");
    answer(aResponse().withBody(WHOLE));
    assertThat(save(Fence.open()).reason()).contains("no Digest header");
    nothingIsKept();
  }

  /// Nomad's own digest may well be that of rubbish.
  @Test
  void aRightDigestOfSomethingElseIsNotKept() throws Exception {
    byte[] page = "<html>proxy</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    answer(sent(page, page));
    SaveOutcome outcome = save(Fence.open());
    assertThat(outcome).isInstanceOf(SaveOutcome.Rejected.class);
    assertThat(outcome.reason()).contains("no whole snapshot");
    byte[] cut = Arrays.copyOf(WHOLE, WHOLE.length - 4);
    answer(sent(cut, cut));
    assertThat(save(Fence.open())).isInstanceOf(SaveOutcome.Rejected.class);
    nothingIsKept();
  }

  @Test
  void refusalsAndFailuresOfNomadAreTold() throws Exception {
    answer(aResponse().withStatus(403).withBody("Permission denied"));
    assertThat(save(Fence.open()).reason()).contains("snapshot-save").contains("1.11.3");
    answer(aResponse().withStatus(500).withBody("No cluster leader"));
    assertThat(save(Fence.open()).reason()).contains("500");
    answer(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    assertThat(save(Fence.open())).isInstanceOf(SaveOutcome.NomadFailed.class);
    nothingIsKept();
  }

  @Test
  void aSnapshotThatIsTooLargeIsGivenUp() throws Exception {
    rig.bounds = new DownloadTerms(WHOLE.length - 1, Duration.ofMinutes(1), false);
    answer(sent(WHOLE, WHOLE));
    SaveOutcome outcome = save(Fence.open());
    assertThat(outcome).isInstanceOf(SaveOutcome.Rejected.class);
    assertThat(outcome.reason()).contains("max-size");
    nothingIsKept();
  }

  /// Each byte comes in time, all of them do not.
  @Test
  void aSlowBodyIsGivenUpAtTheDeadline() throws Exception {
    answer(sent(WHOLE, WHOLE).withChunkedDribbleDelay(20, 400));
    Saver saver = rig.saver(Fence.open());
    SaveOutcome outcome =
        saver.save("test", () -> false, _ -> rig.nanos += Duration.ofMinutes(1).toNanos());
    assertThat(outcome).isInstanceOf(SaveOutcome.Rejected.class);
    assertThat(outcome.reason()).contains("timeout");
    nothingIsKept();
  }

  @Test
  void whoLosesTheLeadMidWayKeepsNothing() throws Exception {
    answer(sent(WHOLE, WHOLE));
    assertThat(save(Fence.closed("somebody else leads")))
        .isEqualTo(new SaveOutcome.Fenced("somebody else leads"));
    nomad.verify(0, getRequestedFor(urlPathEqualTo("/v1/operator/snapshot")));
    boolean[] stopping = {false};
    SaveOutcome outcome =
        rig.saver(Fence.open()).save("test", () -> stopping[0], _ -> stopping[0] = true);
    assertThat(outcome).isInstanceOf(SaveOutcome.Fenced.class);
    nothingIsKept();
  }

  @Test
  void staleIsAskedForWhenItIsWanted() throws Exception {
    rig.bounds = new DownloadTerms(1 << 20, Duration.ofMinutes(1), true);
    answer(sent(WHOLE, WHOLE));
    assertThat(save(Fence.open())).isInstanceOf(SaveOutcome.Saved.class);
    assertThat(nomad.getAllServeEvents().getFirst().getRequest().getUrl()).contains("stale");
  }

  private SaveOutcome save(Fence fence) throws InterruptedException {
    return rig.saver(fence).save("test", () -> false, _ -> {});
  }

  private void answer(ResponseDefinitionBuilder answer) {
    nomad.stubFor(get(urlPathEqualTo("/v1/operator/snapshot")).willReturn(answer));
  }

  private static ResponseDefinitionBuilder sent(byte[] body, byte[] digested) {
    String digest = Base64.getEncoder().encodeToString(Archives.sha256(digested));
    return aResponse().withBody(body).withHeader("Digest", "sha-256=" + digest);
  }

  private void nothingIsKept() throws IOException {
    assertThat(rig.target.kept).isEmpty();
    nothingLies();
  }

  private void nothingLies() throws IOException {
    try (Stream<Path> files = Files.list(spool)) {
      assertThat(files).isEmpty();
    }
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(3).nextBytes(bytes);
    return bytes;
  }
}
