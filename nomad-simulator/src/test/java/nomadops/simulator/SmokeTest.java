package nomadops.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

final class SmokeTest {
  @Test
  void aRegisteredJobRunsAndDies() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start();
        HttpClient http = HttpClient.newHttpClient()) {
      String evalId =
          nomad
              .state()
              .register(
                  "{\"Job\":{\"ID\":\"a\",\"Type\":\"batch\",\"TaskGroups\":[{\"Name\":\"g\",\"Count\":1,"
                      + "\"Tasks\":[{\"Name\":\"t\",\"Driver\":\"mock_driver\",\"Config\":{\"run_for\":\"0s\"}}]}]}}");
      assertThat(evalId).isNotEmpty();
      assertThat(nomad.state().job("default", "a").orElseThrow().status()).isEqualTo("dead");
      HttpResponse<String> read =
          http.send(
              HttpRequest.newBuilder(nomad.address().resolve("/v1/job/a")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(read.statusCode()).isEqualTo(200);
      assertThat(read.body()).contains("\"Status\":\"dead\"");
    }
  }
}
