package nomadops.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import nomadops.client.connection.Retries;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.LeadershipTransfer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Answers of a real 2.0.5 of three servers, which no recording of a single server holds.
final class LeadershipTransferTest {
  private static final RecordedNomad SERVER = new RecordedNomad();
  private static final String PEER = "5f31364a-c347-3b94-bf37-b5de25384a0a";
  private static final String CALL = "/v1/operator/raft/transfer-leadership?id=" + PEER;

  @BeforeEach
  void reset() {
    SERVER.server().resetAll();
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void itTellsWhoHadTheLeadAndWhoGotIt() {
    SERVER.answerAll(
        aResponse()
            .withBody(
                """
                {"Err":null,"From":{"Address":"127.0.0.1:14647","ID":"57443110-fbac-a0e2-3827-f0d729f26f91"},"Noop":false,\
                "To":{"Address":"127.0.0.2:14647","ID":"5f31364a-c347-3b94-bf37-b5de25384a0a"}}\
                """));
    try (NomadClient nomad = NomadClient.connect(SERVER.plain().build())) {
      LeadershipTransfer transfer = nomad.operator().transferLeadership(PEER);
      assertThat(transfer.from())
          .isEqualTo(
              new LeadershipTransfer.Server(
                  "57443110-fbac-a0e2-3827-f0d729f26f91", "127.0.0.1:14647"));
      assertThat(transfer.to()).isEqualTo(new LeadershipTransfer.Server(PEER, "127.0.0.2:14647"));
      assertThat(transfer.noop()).isFalse();
    }
    SERVER.server().verify(1, putRequestedFor(urlEqualTo(CALL)));
  }

  @Test
  void aTokenThatMayNotIsToldApart() {
    SERVER.answerAll(aResponse().withStatus(403).withBody("Permission denied"));
    try (NomadClient nomad = NomadClient.connect(SERVER.plain().build())) {
      assertThatThrownBy(() -> nomad.operator().transferLeadership(PEER))
          .isInstanceOfSatisfying(
              NomadFault.class, fault -> assertThat(fault.isForbidden()).isTrue());
    }
  }

  /// A second one could take the lead from whoever has just got it.
  @Test
  void oneThatMayHaveHappenedIsNotAskedForTwice() {
    SERVER.answerAll(aResponse().withFault(Fault.EMPTY_RESPONSE));
    try (NomadClient nomad = NomadClient.connect(SERVER.plain().retries(Retries.DEFAULT).build())) {
      assertThatThrownBy(() -> nomad.operator().transferLeadership(PEER))
          .isInstanceOf(NomadFault.MaybeApplied.class);
    }
    SERVER.server().verify(1, putRequestedFor(urlEqualTo(CALL)));
  }
}
