package nomadops.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.JobKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is sent to have a job evaluated, and to make a namespace.
final class EvaluateRequestTest {
  private static final RecordedNomad SERVER = new RecordedNomad();

  @BeforeEach
  void reset() {
    SERVER.server().resetAll();
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static void stub(ResponseDefinitionBuilder answer) {
    SERVER.server().stubFor(any(anyUrl()).willReturn(answer));
  }

  private static LoggedRequest sent() {
    return SERVER.server().findAll(anyRequestedFor(anyUrl())).getFirst();
  }

  @Test
  void aJobIsEvaluatedInItsNamespaceAndWithoutABody() {
    stub(okJson("{\"EvalID\":\"e\",\"EvalCreateIndex\":9,\"JobModifyIndex\":7,\"Index\":9}"));
    try (NomadClient nomad = NomadClient.connect(SERVER.plain().build())) {
      assertThat(nomad.jobs().evaluate(new JobKey("ops", "a/b")).evalId()).contains("e");
    }
    assertThat(sent().getMethod().getName()).isEqualTo("PUT");
    assertThat(sent().getUrl()).isEqualTo("/v1/job/a%2Fb/evaluate?namespace=ops");
    assertThat(sent().getBody()).isEmpty();
  }

  @Test
  void aMissingJobIsNotFound() {
    stub(aResponse().withStatus(500).withBody("job not found"));
    try (NomadClient nomad = NomadClient.connect(SERVER.plain().build())) {
      NomadFault fault =
          catchThrowableOfType(
              NomadFault.Answered.class, () -> nomad.jobs().evaluate(JobKey.inDefault("a")));
      assertThat(fault.isNotFound()).isTrue();
    }
  }

  @Test
  void aNamespaceIsMadeByItsName() {
    stub(aResponse().withStatus(200));
    try (NomadClient nomad = NomadClient.connect(SERVER.plain().build())) {
      nomad.namespaces().apply("ops", "of the operators");
    }
    assertThat(sent().getMethod().getName()).isEqualTo("PUT");
    assertThat(sent().getUrl()).isEqualTo("/v1/namespace/ops");
    assertThat(sent().getBodyAsString()).contains("\"Name\":\"ops\"", "\"of the operators\"");
  }
}
