package nomadops.client;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import nomadops.client.model.Deployment;
import org.junit.jupiter.api.Test;

final class DeploymentsTest {
  @Test
  void aPageHasItsTokenAndIsOfTheNamespaceAskedFor() {
    try (RecordedNomad server = new RecordedNomad();
        NomadClient nomad = NomadClient.connect(server.plain().build())) {
      server
          .server()
          .stubFor(
              any(anyUrl())
                  .willReturn(
                      okJson("[{\"ID\":\"d\",\"Status\":\"running\"}]")
                          .withHeader("X-Nomad-Nexttoken", "7.d2")));
      var page = nomad.deployments().page(Read.defaults().inNamespace("web").withPerPage(1));
      assertThat(page.value()).extracting(Deployment::id).containsExactly("d");
      assertThat(page.meta().nextToken()).contains("7.d2");
      assertThat(server.server().findAll(anyRequestedFor(anyUrl())).getFirst().getUrl())
          .startsWith("/v1/deployments?")
          .contains("per_page=1")
          .contains("namespace=web");
    }
  }
}
