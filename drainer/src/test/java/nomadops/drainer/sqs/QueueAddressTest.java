package nomadops.drainer.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueueAddressTest {
  private static QueueAddress of(String url) {
    return QueueAddress.of(url, Optional.empty(), Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "sqs.us-east-1.amazonaws.com, us-east-1",
    "sqs-fips.us-gov-west-1.amazonaws.com, us-gov-west-1",
    "sqs.cn-north-1.amazonaws.com.cn, cn-north-1",
    "sqs.eu-west-1.api.aws, eu-west-1",
    "eu-central-1.queue.amazonaws.com, eu-central-1",
    "queue.amazonaws.com, us-east-1",
  })
  void theRegionIsTakenFromTheUrl(String host, String region) {
    QueueAddress address = of("https://" + host + "/123456789012/ends");

    assertThat(address.region()).isEqualTo(region);
    assertThat(address.endpoint()).isEmpty();
    assertThat(address.name()).isEqualTo("ends");
  }

  @Test
  void aVpcEndpointIsKept() {
    QueueAddress address =
        of("https://vpce-1a2b-3c4d.sqs.us-east-2.vpce.amazonaws.com/123456789012/ends");

    assertThat(address.region()).isEqualTo("us-east-2");
    assertThat(address.endpoint())
        .hasValue(URI.create("https://vpce-1a2b-3c4d.sqs.us-east-2.vpce.amazonaws.com"));
  }

  @Test
  void anotherHostIsItsOwnEndpoint() {
    QueueAddress address = of("http://localhost:9324/000000000000/ends");

    assertThat(address.endpoint()).hasValue(URI.create("http://localhost:9324"));
    assertThat(address.region()).isEqualTo("us-east-1");
  }

  @Test
  void whatIsGivenGoesBeforeWhatTheUrlSays() {
    URI proxy = URI.create("https://proxy:8443");
    QueueAddress address =
        QueueAddress.of(
            "https://sqs.us-east-1.amazonaws.com/1/ends",
            Optional.of("eu-west-3"),
            Optional.of(proxy));

    assertThat(address.region()).isEqualTo("eu-west-3");
    assertThat(address.endpoint()).hasValue(proxy);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ends",
        "ftp://sqs.us-east-1.amazonaws.com/1/ends",
        "https://sqs.us-east-1.amazonaws.com",
        "https://sqs.us-east-1.amazonaws.com/1/",
        "https:///1/ends",
        "https://a b/1/ends",
        "arn:aws:sqs:us-east-1:123456789012:ends"
      })
  void whatIsNoQueueUrlIsRefusedWithAnExample(String url) {
    assertThatThrownBy(() -> of(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "queue-url is '"
                + url
                + "', it should be the queue's URL, such as"
                + " https://sqs.us-east-1.amazonaws.com/123456789012/terminations");
  }
}
