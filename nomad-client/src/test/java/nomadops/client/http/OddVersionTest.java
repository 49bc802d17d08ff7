package nomadops.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.events.EventStream;
import nomadops.client.events.NomadEvent;
import nomadops.client.events.StreamItem;
import nomadops.client.events.Subscription;
import nomadops.client.events.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nomad 1.11.2 and 1.10.8 answer the event stream with a status line of HTTP/0.0 and a body that
/// ends with the connection (nomad#27582).
@Timeout(30)
final class OddVersionTest {
  private static final String HEAD =
      " 200 OK\r\nCache-Control: no-cache\r\nContent-Type: application/json\r\n\r\n";
  private static final String EVENT =
      "{\"Index\":7,\"Events\":[{\"Topic\":\"Evaluation\",\"Type\":\"EvaluationUpdated\",\"Key\":\"e\","
          + "\"Namespace\":\"default\",\"FilterKeys\":null,\"Index\":7,"
          + "\"Payload\":{\"Evaluation\":{\"ID\":\"e\",\"Status\":\"complete\"}}}]}\n";

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/0.0", "HTTP/1.0", "HTTP/1.1"})
  void theStreamIsReadWhateverVersionItsAnswerClaims(String version) throws Exception {
    try (Peer peer =
            new Peer((client, _) -> {
              if (Peer.hears(client)) {
                Peer.says(client, version + HEAD + "{}\n" + EVENT);
                Thread.sleep(Duration.ofSeconds(20));
              }
            });
        NomadClient nomad = NomadClient.connect(Connection.to(peer.address()).build());
        EventStream stream = nomad.events().subscribe(Subscription.to(Topic.EVALUATION))) {
      assertThat(stream.next()).isInstanceOf(StreamItem.Connected.class);
      assertThat(stream.next()).isInstanceOf(StreamItem.Heartbeat.class);
      assertThat(stream.next())
          .isInstanceOfSatisfying(
              NomadEvent.EvaluationEvent.class,
              event -> assertThat(event.evaluation().status()).isEqualTo("complete"));
    }
  }

  @Test
  void whatIsNoHttpAtAllIsADisconnectionThatSaysSo() throws Exception {
    try (Peer peer =
            new Peer((client, _) -> {
              if (Peer.hears(client)) {
                Peer.says(client, "HTTP/2.0 200 OK\r\n\r\n");
              }
            });
        NomadClient nomad = NomadClient.connect(Connection.to(peer.address()).build());
        EventStream stream = nomad.events().subscribe(Subscription.to(Topic.EVALUATION))) {
      assertThat(stream.next())
          .isInstanceOfSatisfying(
              StreamItem.Disconnected.class,
              gone -> assertThat(gone.cause().getMessage()).contains("HTTP/2.0"));
    }
  }
}
