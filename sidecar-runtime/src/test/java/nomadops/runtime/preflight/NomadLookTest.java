package nomadops.runtime.preflight;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.cert.CertificateExpiredException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import nomadops.client.connection.Connection;
import nomadops.client.connection.Tls;
import nomadops.client.connection.TokenSource;
import nomadops.client.events.Subscription;
import nomadops.client.events.Topic;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.Grants;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.runtime.acl.PolicyMatrix;
import nomadops.runtime.preflight.NomadFacts.Trouble;
import nomadops.runtime.preflight.NomadFacts.Unreached;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is seen of a Nomad over the wire.
@Timeout(120)
class NomadLookTest {
  private static final Want VARIABLE = new Want.OnVariable("default", "ops/leader", "write");
  private static final NomadTerms TERMS =
      new NomadTerms(
          "gc",
          List.of(
              Need.inNamespace("*", "", "list-jobs"),
              Need.inNamespace("default", "", "purge-job"),
              Need.ofScope("node", "write", ""),
              new Need(VARIABLE, "", true)),
          List.of(),
          Optional.of(Subscription.to(Topic.JOB)),
          false,
          true);
  @TempDir Path folder;

  private static NomadFacts look(Connection connection) throws InterruptedException {
    return new NomadLook(connection, TERMS, InstantSource.system(), Ticker.system(), Pause.system())
        .take();
  }

  private static NomadFacts look(String address, String token) throws InterruptedException {
    return look(Connection.to(address).token(TokenSource.fixed(token)).build());
  }

  private static Trouble trouble(Connection connection) throws InterruptedException {
    NomadFacts facts = look(connection);
    assertThat(facts.contact()).isInstanceOf(Unreached.class);
    return facts.contact() instanceof Unreached(Trouble trouble, String _)
        ? trouble
        : Trouble.OTHER;
  }

  @Test
  void withoutAclsEverythingIsGranted() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      NomadFacts facts = look(Connection.to(nomad.address().toString()).build());
      assertThat(facts.token().seen()).contains(Optional.empty());
      assertThat(facts.grants().seen().map(Grants::isEverything)).contains(true);
      assertThat(facts.stream().flatMap(Look::seen)).contains(true);
      assertThat(facts.regions().seen()).contains(List.of("global"));
      assertThat(facts.skew().orElseThrow().abs().toSeconds()).isLessThan(5);
      assertThat(NomadChecks.of(TERMS, facts)).allMatch(each -> each instanceof Finding.Passed);
    }
  }

  @Test
  void aTokensRightsAreReadFromItsPolicies() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start(SimulatorOptions.defaults().withAcl(true));
        PolicyMatrix admin = new PolicyMatrix(nomad.address(), SimulatorOptions.MANAGEMENT_TOKEN)) {
      String rules =
          "namespace \"*\" { capabilities = [\"list-jobs\", \"purge-job\"] }\n"
              + "namespace \"default\" { variables { path \"ops/*\" { capabilities = [\"write\"] } } }";
      NomadFacts facts = look(nomad.address().toString(), admin.token("p", rules));
      Grants grants = facts.grants().seen().orElseThrow();
      assertThat(grants.namespace("later", "list-jobs")).isTrue();
      assertThat(grants.namespace("default", "list-jobs")).as("hidden by its own block").isFalse();
      assertThat(grants.block("default")).contains("default");
      assertThat(grants.variable("default", "ops/leader", "write")).isTrue();
      assertThat(grants.variable("default", "ops/leader", "read")).isFalse();
      assertThat(grants.scope("node", "read")).isFalse();
      assertThat(facts.stream().flatMap(Look::seen)).as("no read-job").isEmpty();
      assertThat(nomad.state().journal().purges()).isEmpty();
    }
  }

  @Test
  void anUnknownTokenIsSeenAndItsRightsAreAskedForWithoutAnEffect() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start(SimulatorOptions.defaults().withAcl(true))) {
      NomadFacts facts = look(nomad.address().toString(), "00000000-0000-0000-0000-000000000009");
      assertThat(facts.token()).isInstanceOf(Look.Forbidden.class);
      assertThat(facts.grants()).isInstanceOf(Look.Forbidden.class);
      assertThat(facts.probed())
          .containsEntry(VARIABLE, false)
          .containsEntry(TERMS.needs().getFirst().want(), false)
          .doesNotContainKey(TERMS.needs().get(1).want());
    }
  }

  @Test
  void aRightIsAskedForByARequestThatDoesNothing() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start();
        nomadops.client.NomadClient client =
            nomadops.client.NomadClient.connect(
                Connection.to(nomad.address().toString()).build())) {
      RightsProbe probe = new RightsProbe(client);
      for (Need need : TERMS.needs()) {
        boolean askable = !need.want().words().startsWith("purge-job");
        assertThat(probe.ask(need.want()))
            .as(need.want().words())
            .isEqualTo(askable ? Optional.of(true) : Optional.empty());
      }
      assertThat(client.variables().read("default", "ops/leader").value()).isEmpty();
      assertThat(nomad.state().journal().effects()).isEmpty();
    }
  }

  @Test
  void withoutATokenOneIsAnonymous() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start(SimulatorOptions.defaults().withAcl(true))) {
      NomadFacts facts = look(Connection.to(nomad.address().toString()).build());
      assertThat(facts.sent()).isFalse();
      assertThat(NomadChecks.of(TERMS, facts))
          .anySatisfy(each -> {
            assertThat(each.check()).isEqualTo("token");
            assertThat(each.evidence()).contains("none is given");
          });
    }
  }

  @Test
  void aClusterWithoutALeaderIsReached() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      nomad.loseLeader();
      NomadFacts facts = look(Connection.to(nomad.address().toString()).build());
      assertThat(facts.contact()).isEqualTo(new NomadFacts.Reached(Optional.empty()));
    }
  }

  @Test
  void aPortWithoutAListenerAndANameWithoutAnAddressAreTold() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertThat(trouble(Connection.to("http://127.0.0.1:" + free).build()))
        .isEqualTo(Trouble.CONNECTION);
    assertThat(trouble(Connection.to("http://nomad.invalid:4646").build()))
        .isIn(Trouble.NAME, Trouble.CONNECTION);
  }

  /// Go's server answers a TLS greeting in plain words.
  @Test
  void tlsTowardsAPlainPortIsTold() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread serving =
          Thread.ofVirtual()
              .start(() -> {
                try (Socket greeted = plain.accept()) {
                  int _ = greeted.getInputStream().read();
                  greeted
                      .getOutputStream()
                      .write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
                  greeted.shutdownOutput();
                  greeted.getInputStream().readAllBytes();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      String address = "https://127.0.0.1:" + plain.getLocalPort();
      assertThat(trouble(Connection.to(address).build())).isEqualTo(Trouble.TLS_FOR_PLAIN);
      serving.join();
    }
  }

  @Test
  void plainHttpTowardsATlsPortIsTold() {
    NomadFault fault =
        new NomadFault.Answered(
            "GET /v1/status/leader",
            400,
            "Client sent an HTTP request to an HTTPS server.\n",
            null,
            "400: Client sent an HTTP request to an HTTPS server.");
    assertThat(NomadFacts.of(fault))
        .isInstanceOfSatisfying(
            Unreached.class, at -> assertThat(at.trouble()).isEqualTo(Trouble.PLAIN_FOR_TLS));
  }

  @Test
  void aServerThatNobodyTrustsOrOfAnotherNameIsTold() throws Exception {
    try (TlsNomad nomad = new TlsNomad(folder, "dns:server.global.nomad", "-1d", 300)) {
      String address = "https://127.0.0.1:" + nomad.port();
      assertThat(trouble(Connection.to(address).build())).isEqualTo(Trouble.UNTRUSTED);
      Tls trusting = Tls.DEFAULT.withCaCert(nomad.pem());
      assertThat(trouble(Connection.to(address).tls(trusting).build()))
          .isEqualTo(Trouble.WRONG_NAME);
      NomadFacts named =
          look(Connection.to(address).tls(trusting.withServerName("server.global.nomad")).build());
      assertThat(named.contact()).isInstanceOf(NomadFacts.Reached.class);
      assertThat(named.certificateEnds()).isPresent();
    }
  }

  /// Java believes the certificate that it was told to trust also when it has ended; one that an
  /// authority signed it does not.
  @Test
  void aCertificateThatHasEndedIsTold() throws Exception {
    try (TlsNomad nomad = new TlsNomad(folder, "ip:127.0.0.1", "-9d", 2)) {
      Tls trusting = Tls.DEFAULT.withCaCert(nomad.pem());
      String address = "https://127.0.0.1:" + nomad.port();
      NomadFacts facts = look(Connection.to(address).tls(trusting).build());
      assertThat(NomadChecks.of(TERMS, facts))
          .anyMatch(
              each -> each instanceof Finding.Doubtful && each.evidence().startsWith("it ended "));
    }
    NomadFault fault =
        new NomadFault.NotSent(
            "GET /v1/status/leader",
            NomadFault.Reason.TLS,
            "the TLS handshake failed",
            new CertificateExpiredException("NotAfter: yesterday"));
    assertThat(NomadFacts.of(fault))
        .isInstanceOfSatisfying(
            Unreached.class, at -> assertThat(at.trouble()).isEqualTo(Trouble.EXPIRED));
  }

  @Test
  void aFileOfAuthoritiesThatIsNotThereIsTold() throws Exception {
    Tls lost = Tls.DEFAULT.withCaCert(folder.resolve("lost.pem"));
    assertThat(trouble(Connection.to("https://127.0.0.1:1").tls(lost).build()))
        .isEqualTo(Trouble.HANDSHAKE);
  }
}
