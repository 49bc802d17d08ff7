package nomadops.drainer.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import nomadops.client.NomadClient;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.NomadJson;
import nomadops.client.rights.TokenAnswer;
import nomadops.client.rights.TokenCheck;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Match;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a token is good for.
final class TokenCheckTest {
  private static final String NODE_WRITE = "node { policy = \"write\" }";
  private final ClusterRig rig = new ClusterRig(SimulatorOptions.defaults().withAcl(true));
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    rig.close();
    http.close();
  }

  private String put(String path, Object body) throws Exception {
    return http.send(
            HttpRequest.newBuilder(rig.nomad.address().resolve(path))
                .header("X-Nomad-Token", SimulatorOptions.MANAGEMENT_TOKEN)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(NomadJson.write(body)))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private TokenAnswer ask(String rules) throws Exception {
    put("/v1/namespace/apps", java.util.Map.of("Name", "apps"));
    put("/v1/acl/policy/p", java.util.Map.of("Name", "p", "Rules", rules));
    String token =
        put(
            "/v1/acl/token",
            java.util.Map.of("Name", "t", "Type", "client", "Policies", List.of("p")));
    String secret =
        NomadJson.tree(token.getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .path("SecretID")
            .asString("");
    return ask(rig, secret);
  }

  private static TokenAnswer ask(ClusterRig at, String secret) throws InterruptedException {
    try (NomadClient client = NomadClient.connect(at.to(secret).build())) {
      return new TokenCheck(client).ask();
    }
  }

  @Test
  void withoutAclsEverythingIsAllowed() throws Exception {
    try (ClusterRig open = new ClusterRig()) {
      assertThat(ask(open, "")).isEqualTo(new TokenAnswer.Enough());
    }
  }

  @Test
  void aManagementTokenIsEnough() throws Exception {
    assertThat(ask(rig, SimulatorOptions.MANAGEMENT_TOKEN)).isEqualTo(new TokenAnswer.Enough());
  }

  @Test
  void readingJobsInEveryNamespaceAndWritingNodesIsEnough() throws Exception {
    assertThat(ask("namespace \"*\" { capabilities = [\"read-job\"] }\n" + NODE_WRITE))
        .isEqualTo(new TokenAnswer.Enough());
  }

  @Test
  void aTokenThatReadsSomeNamespacesIsBlindForOthersEvenUnseenOnes() throws Exception {
    TokenAnswer.Blind blind =
        (TokenAnswer.Blind) ask("namespace \"default\" { policy = \"read\" }\n" + NODE_WRITE);
    assertThat(blind.unseen()).isTrue();
    assertThat(blind.reason()).contains("read-job", "namespaces that it does not see");
  }

  @Test
  void aTokenWithoutWritingNodesIsPowerlessAndNoNodeIsTouched() throws Exception {
    long index = rig.nomad.state().index();
    TokenAnswer answer = ask("namespace \"*\" { policy = \"read\" }\nnode { policy = \"read\" }");
    assertThat(answer).isEqualTo(new TokenAnswer.Powerless(List.of("node:write")));
    assertThat(((TokenAnswer.Powerless) answer).reason()).contains("policy = \"write\"");
    assertThat(rig.read(rig.nodes().getFirst()).modifyIndex()).isLessThanOrEqualTo(index);
  }

  @Test
  void anUnknownTokenIsPowerless() throws Exception {
    assertThat(ask(rig, "00000000-0000-4000-8000-000000000009"))
        .isEqualTo(new TokenAnswer.Powerless(List.of("node:read", "node:write")));
  }

  @Test
  void whatIsNoAnswerAboutRightsIsAFault() {
    rig.nomad.faults().inject(Match.of("PUT", "/v1/node/"), Fault.serverError("No cluster leader"));
    assertThat(
            catchThrowableOfType(
                    NomadFault.class, () -> ask(rig, SimulatorOptions.MANAGEMENT_TOKEN))
                .isNoLeader())
        .isTrue();
  }
}
