package nomadops.drainer.announce;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import nomadops.drainer.announce.Announcement.Event;
import nomadops.drainer.notice.InstanceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ways as they are configured, from a notice to the other side. */
@Timeout(60)
class WayTest {
  private static final Duration RETRY_FOR = Duration.ofMinutes(5);
  private final HandTime time = new HandTime();

  @TempDir Path folder;

  private WayStatus told(Way way) throws InterruptedException {
    Announcer announcer =
        Announcer.start(List.of(way), StuckTerms.normal(), 10, Duration.ofSeconds(30), time.time());
    announcer.received(Scene.spot(new InstanceId("i-1")));
    // A process that ends does not try again.
    while (settled(announcer) == 0) {
      Thread.sleep(5);
    }
    announcer.close();
    return announcer.ways().getFirst();
  }

  private static long settled(Announcer announcer) {
    WayStatus way = announcer.ways().getFirst();
    return way.delivered() + way.givenUp();
  }

  private static void then(
      WireMockServer receiver, String state, String next, ResponseDefinitionBuilder answer) {
    receiver.stubFor(
        any(anyUrl())
            .inScenario("trouble")
            .whenScenarioStateIs(state)
            .willReturn(answer)
            .willSetStateTo(next));
  }

  @Test
  void aReceiverThatIsBusyAndBrokenAtFirstIsToldInTheEnd() throws InterruptedException {
    WireMockServer receiver = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    receiver.start();
    try {
      then(
          receiver, STARTED, "broken", aResponse().withStatus(429).withHeader("Retry-After", "40"));
      then(receiver, "broken", "well", aResponse().withStatus(500));
      then(receiver, "well", "well", aResponse().withStatus(200));
      URI url = URI.create("http://127.0.0.1:" + receiver.port() + "/hook");
      WayStatus way = told(Way.post(PostTerms.to(url), List.of(), RETRY_FOR, time.time()));
      assertThat(way.delivered()).isEqualTo(1);
      assertThat(way.failed()).isEqualTo(2);
      assertThat(time.slept()).isBetween(Duration.ofSeconds(41), Duration.ofSeconds(42));
      assertThat(
              receiver.findAll(postRequestedFor(anyUrl())).stream()
                  .map(request -> request.getHeader("X-Nomad-Ops-Id"))
                  .distinct())
          .hasSize(1);
    } finally {
      receiver.stop();
    }
  }

  @Test
  void aProgramThatFailsIsRunThreeTimes() throws IOException, InterruptedException {
    Path script = folder.resolve("script");
    Files.writeString(script, "echo run >> \"" + folder.resolve("runs") + "\"; exit 1");
    ExecTerms terms = new ExecTerms(List.of("/bin/sh", script.toString()), Duration.ofSeconds(30));
    WayStatus way =
        told(Way.exec(terms, List.of(Event.RECEIVED), RETRY_FOR, Map.of("PATH", "/usr/bin:/bin")));
    assertThat(way.givenUp()).isEqualTo(1);
    assertThat(Files.readAllLines(folder.resolve("runs"))).hasSize(3);
  }
}
