package nomadops.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import java.time.Duration;
import java.util.Random;
import nomadops.client.connection.CircuitBreaking;
import nomadops.client.connection.ConnectionBuilder;
import nomadops.client.connection.RateLimit;
import nomadops.client.fault.NomadFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The circuit breaker and the rate limit.
final class GuardedWireTest {
  private final RecordedNomad server = new RecordedNomad();
  private final VirtualTime time = new VirtualTime();
  private final CountingObserver observer = new CountingObserver();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aDeadServerIsLeftAloneForAWhileAndThenTriedAgain() throws Exception {
    server
        .server()
        .stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    CircuitBreaking settings = new CircuitBreaking(4, 100, Duration.ofSeconds(5));
    try (NomadClient nomad = connect(server.plain().circuitBreaking(settings))) {
      for (int i = 0; i < 4; i++) {
        var _ = catchThrowableOfType(NomadFault.MaybeApplied.class, nomad.status()::peers);
      }
      NomadFault.NotSent refused =
          catchThrowableOfType(NomadFault.NotSent.class, nomad.status()::peers);
      assertThat(refused.reason()).isEqualTo(NomadFault.Reason.CIRCUIT_OPEN);
      assertThat(requests()).isEqualTo(4);
      server.server().resetMappings();
      server.server().stubFor(any(anyUrl()).willReturn(okJson("[]")));
      time.sleep(Duration.ofSeconds(6));
      assertThat(nomad.status().peers()).isEmpty();
      assertThat(nomad.status().peers()).isEmpty();
    }
    assertThat(observer.lines)
        .containsSubsequence("circuit open", "circuit half_open", "circuit closed");
  }

  @Test
  void aServerThatAnswersErrorsOfItsOwnIsNotDead() {
    server.server().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(500).withBody("no")));
    CircuitBreaking settings = new CircuitBreaking(4, 50, Duration.ofSeconds(5));
    try (NomadClient nomad = connect(server.plain().circuitBreaking(settings))) {
      for (int i = 0; i < 10; i++) {
        var _ = catchThrowableOfType(NomadFault.Answered.class, nomad.status()::peers);
      }
    }
    assertThat(requests()).isEqualTo(10);
  }

  @Test
  void requestsWaitForTheirTurn() {
    server.server().stubFor(any(anyUrl()).willReturn(okJson("[]")));
    try (NomadClient nomad = connect(server.plain().rateLimit(RateLimit.perSecond(1)))) {
      for (int i = 0; i < 4; i++) {
        nomad.status().peers();
      }
    }
    assertThat(requests()).isEqualTo(4);
    Duration waited = time.slept.stream().reduce(Duration.ZERO, Duration::plus);
    // Turns are a second apart; the virtual sleeps add up 0 + 1 + 2 + 3 seconds, less the real time
    // that the calls took.
    assertThat(waited).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(6));
  }

  @Test
  void aTurnThatIsTooFarAwayIsNotWaitedFor() {
    server.server().stubFor(any(anyUrl()).willReturn(okJson("[]")));
    RateLimit hourly = new RateLimit(1, Duration.ofMillis(1));
    try (NomadClient nomad = connect(server.plain().rateLimit(hourly))) {
      NomadFault.NotSent refused =
          catchThrowableOfType(
              NomadFault.NotSent.class,
              () -> {
                for (int i = 0; i < 20; i++) {
                  nomad.status().peers();
                }
              });
      assertThat(refused.reason()).isEqualTo(NomadFault.Reason.RATE_LIMITED);
    }
  }

  private NomadClient connect(ConnectionBuilder connection) {
    return NomadClient.connect(connection.build(), observer, time, time, new Random(1));
  }

  private int requests() {
    return server.server().findAll(anyRequestedFor(anyUrl())).size();
  }
}
