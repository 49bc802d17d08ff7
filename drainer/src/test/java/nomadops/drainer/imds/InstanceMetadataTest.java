package nomadops.drainer.imds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import nomadops.drainer.notice.InstanceId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class InstanceMetadataTest {
  private final FakeMetadata service = new FakeMetadata();
  private final AtomicLong nanos = new AtomicLong();
  private final InstanceMetadata metadata = new InstanceMetadata(service.address(), nanos::get);

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void theInstanceAndItsRegionAreReadWithOneToken() {
    assertThat(metadata.instanceId()).isEqualTo(new InstanceId("i-0633ac2b0d9769723"));
    assertThat(metadata.region()).isEqualTo("eu-central-1");
    assertThat(service.asked)
        .containsExactly(
            "PUT /latest/api/token null",
            "GET /latest/meta-data/instance-id token-1",
            "GET /latest/meta-data/placement/region token-1");
  }

  @Test
  void aTokenIsRenewedBeforeItEnds() {
    metadata.region();
    nanos.addAndGet(Duration.ofHours(6).minusMinutes(5).minusNanos(1).toNanos());
    metadata.region();
    assertThat(service.tokensGiven()).isEqualTo(1);
    nanos.addAndGet(1);
    metadata.region();
    assertThat(service.tokensGiven()).isEqualTo(2);
  }

  @Test
  void aTokenThatIsRefusedInMidLifeIsRenewedAtOnce() {
    metadata.region();
    service.token = "token-2";
    assertThat(metadata.region()).isEqualTo("eu-central-1");
    assertThat(service.asked.getLast()).endsWith("placement/region token-2");
    assertThat(service.tokensGiven()).isEqualTo(2);
  }

  @Test
  void aServiceThatRefusesEveryTokenIsAskedTwiceAndNotForEver() {
    service.broken.put("placement/region", 401);
    assertThatThrownBy(metadata::region)
        .isInstanceOf(MetadataFault.class)
        .hasMessageContaining("placement/region was answered 401");
    assertThat(service.asked).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 405})
  void aServiceWithoutVersionTwoIsReadByVersionOne(int status) {
    service.tokenStatus = status;
    service.tokensAreNeeded = false;
    assertThat(metadata.region()).isEqualTo("eu-central-1");
    assertThat(metadata.region()).isEqualTo("eu-central-1");
    assertThat(service.tokensGiven()).as("not tried before each request").isEqualTo(1);
    assertThat(service.asked.getLast()).endsWith(" null");
    nanos.addAndGet(Duration.ofMinutes(10).toNanos());
    metadata.region();
    assertThat(service.tokensGiven()).isEqualTo(2);
  }

  @Test
  void versionOneThatIsTurnedOffIsLeftForVersionTwo() {
    service.tokenStatus = 404;
    service.tokensAreNeeded = false;
    metadata.region();
    service.tokenStatus = 200;
    service.tokensAreNeeded = true;
    assertThat(metadata.region()).isEqualTo("eu-central-1");
    assertThat(service.asked.getLast()).endsWith("placement/region token-1");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 500, 503})
  void versionOneIsNoWayRoundATokenThatFails(int status) {
    service.tokenStatus = status;
    service.tokensAreNeeded = false;
    assertThatThrownBy(metadata::region)
        .isInstanceOf(MetadataFault.class)
        .hasMessageContaining("PUT " + service.address() + "/latest/api/token was answered");
    assertThat(service.asked).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>please log in</html>", "a\r\nHost: b"})
  void whatIsNoTokenIsNeverSent(String token) {
    service.token = token;
    assertThatThrownBy(metadata::region)
        .isInstanceOf(MetadataFault.class)
        .hasMessageContaining("gave no token");
  }

  @Test
  void whatIsNotThereIsEmpty() {
    assertThat(metadata.spotAction()).isEmpty();
    assertThat(metadata.rebalance()).isEmpty();
    assertThat(metadata.maintenance()).isEmpty();
    assertThat(metadata.targetLifecycleState()).isEmpty();
  }

  @Test
  void aMachineThatIsNoInstanceIsToldSo() {
    service.documents.remove("instance-id");
    assertThatThrownBy(metadata::instanceId)
        .isInstanceOf(MetadataFault.class)
        .hasMessageContaining("is this an EC2 instance?");
    service.documents.put("instance-id", "<html> no </html>");
    assertThatThrownBy(metadata::instanceId)
        .isInstanceOf(MetadataFault.class)
        .hasMessageContaining("i-0633ac2b0d9769723", "<html>");
  }

  @Test
  void aServiceThatDoesNotAnswerIsGivenUpOn() {
    service.silent.add("placement/region");
    assertThatThrownBy(metadata::region)
        .isInstanceOf(MetadataFault.class)
        .hasMessageContaining("placement/region got no whole answer");
  }

  @Test
  void aServiceThatIsNotThereIsToldWithTheUsualCause() {
    InstanceMetadata nowhere = new InstanceMetadata(URI.create("http://127.0.0.1:1/"), nanos::get);
    assertThatThrownBy(nowhere::instanceId)
        .isInstanceOf(MetadataFault.class)
        .hasMessageContaining("PUT http://127.0.0.1:1/latest/api/token", "hop limit");
  }

  @Test
  void anAnswerThatTricklesIsGivenUpOn() {
    AtomicLong jumping = new AtomicLong();
    PlainHttp http = new PlainHttp(() -> jumping.getAndAdd(Duration.ofSeconds(6).toNanos()));
    URI region = service.address().resolve("/latest/meta-data/placement/region");
    assertThatThrownBy(() -> http.send("GET", region, Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("trickles");
  }

  @Test
  void anEndlessAnswerIsGivenUpOn() {
    service.documents.put("placement/region", "x".repeat(300_000));
    assertThatThrownBy(metadata::region)
        .isInstanceOf(MetadataFault.class)
        .hasMessageContaining("more than 262144 bytes");
  }
}
