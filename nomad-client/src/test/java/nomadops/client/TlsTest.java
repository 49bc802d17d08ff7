package nomadops.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import nomadops.client.connection.Connection;
import nomadops.client.connection.Retries;
import nomadops.client.connection.Tls;
import nomadops.client.fault.NomadFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// HTTPS with certificates made here.
final class TlsTest {
  private final TestCertificate ca;
  private final TlsServer server;
  @TempDir private Path folder;

  TlsTest() throws Exception {
    ca = TestCertificate.authority("test ca");
    server = new TlsServer(ca.signsServer("server.global.nomad"), ca);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /// The encodings of a private key.
  enum KeyKind {
    PKCS1_RSA,
    PKCS8_RSA,
    PKCS8_EC,
    SEC1_EC
  }

  @ParameterizedTest
  @EnumSource(KeyKind.class)
  void mutualTlsWorksWithEveryKindOfKey(KeyKind kind) throws Exception {
    TestCertificate held =
        switch (kind) {
          case PKCS1_RSA, PKCS8_RSA -> ca.signsRsa("gc");
          case PKCS8_EC, SEC1_EC -> ca.signs("gc");
        };
    String key =
        switch (kind) {
          case PKCS1_RSA -> held.privateKeyPkcs1Pem();
          case PKCS8_RSA, PKCS8_EC -> held.privateKeyPkcs8Pem();
          case SEC1_EC -> sec1(held);
        };
    Tls tls = trusting().withClient(write("c.pem", held.certificatePem()), write("k.pem", key));
    try (NomadClient nomad = connect(tls)) {
      assertThat(nomad.status().peers()).containsExactly("CN=gc");
    }
  }

  @Test
  void aServerThatTheAuthorityDidNotSignIsNotSpokenTo() throws Exception {
    TestCertificate other = TestCertificate.authority("another ca");
    Tls tls = Tls.DEFAULT.withCaCert(write("other.pem", other.certificatePem()));
    assertTlsFault(tls.withServerName("server.global.nomad"), "NOMAD_CACERT");
  }

  @Test
  void aServerWithAnotherNameIsNotSpokenTo() throws Exception {
    assertTlsFault(Tls.DEFAULT.withCaCert(write("ca.pem", ca.certificatePem())), "TLS");
  }

  @Test
  void aServerThatWantsACertificateOfOursIsExplained() throws Exception {
    try (NomadClient nomad = connect(trusting())) {
      NomadFault fault = catchThrowableOfType(NomadFault.class, nomad.status()::peers);
      assertThat(fault).hasMessageContaining("NOMAD_CLIENT_CERT");
    }
  }

  @Test
  void plainHttpToATlsPortIsExplained() throws Exception {
    try (NomadClient nomad =
        NomadClient.connect(
            Connection.to("http://127.0.0.1:" + server.port()).retries(Retries.NONE).build())) {
      assertThat(catchThrowableOfType(NomadFault.class, nomad.status()::peers)).isNotNull();
    }
  }

  @Test
  void aFolderOfAuthoritiesIsReadToo() throws Exception {
    Path authorities = Files.createDirectory(folder.resolve("authorities"));
    Files.writeString(authorities.resolve("one.pem"), ca.certificatePem());
    try (NomadClient nomad =
        connect(
            withClient(
                Tls.DEFAULT.withCaPath(authorities).withServerName("server.global.nomad"), "gc"))) {
      assertThat(nomad.status().peers()).containsExactly("CN=gc");
    }
  }

  @Test
  void skipVerifyBelievesAnyServer() throws Exception {
    try (NomadClient nomad = connect(withClient(Tls.DEFAULT.withSkipVerify(true), "gc"))) {
      assertThat(nomad.status().peers()).containsExactly("CN=gc");
    }
  }

  @Test
  void aRotatedClientCertificateIsUsedForTheNextConnection() throws Exception {
    Tls tls = withClient(trusting(), "before");
    try (NomadClient nomad = connect(tls)) {
      assertThat(nomad.status().peers()).containsExactly("CN=before");
      withClient(trusting(), "after");
      Files.setLastModifiedTime(
          tls.clientCert().orElseThrow(), FileTime.from(Instant.ofEpochSecond(2_000_000_000)));
      assertThat(nomad.status().peers()).containsExactly("CN=after");
    }
  }

  @Test
  void aFileThatIsNoKeyIsNamed() throws Exception {
    Path cert = write("c.pem", ca.certificatePem());
    Tls tls = trusting().withClient(cert, cert);
    assertThatThrownBy(() -> connect(tls))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("c.pem")
        .hasMessageContaining("no PEM private key");
    Tls missing = Tls.DEFAULT.withCaCert(folder.resolve("absent.pem"));
    assertThatThrownBy(() -> connect(missing)).hasMessageContaining("absent.pem");
  }

  @Test
  void aCertificateWithoutItsKeyIsAnError() {
    assertThatThrownBy(() ->
            new Tls(
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                java.util.Optional.of(folder),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                false))
        .hasMessageContaining("NOMAD_CLIENT_KEY");
  }

  private void assertTlsFault(Tls tls, String words) throws Exception {
    try (NomadClient nomad = connect(withClient(tls, "gc"))) {
      NomadFault.NotSent fault =
          catchThrowableOfType(NomadFault.NotSent.class, nomad.status()::peers);
      assertThat(fault.reason()).isEqualTo(NomadFault.Reason.TLS);
      assertThat(fault).hasMessageContaining(words);
    }
  }

  private NomadClient connect(Tls tls) {
    return NomadClient.connect(
        Connection.to("https://127.0.0.1:" + server.port()).tls(tls).retries(Retries.NONE).build());
  }

  private Tls trusting() throws Exception {
    return Tls.DEFAULT
        .withCaCert(write("ca.pem", ca.certificatePem()))
        .withServerName("server.global.nomad");
  }

  private Tls withClient(Tls tls, String name) throws Exception {
    TestCertificate client = ca.signs(name);
    return tls.withClient(
        write("client.pem", client.certificatePem()),
        write("client-key.pem", client.privateKeyPkcs8Pem()));
  }

  private Path write(String name, String pem) throws Exception {
    return Files.writeString(folder.resolve(name), pem);
  }

  /// RFC 5915, with the curve P-256 named inside, as OpenSSL and Nomad's own CLI write it.
  private static String sec1(TestCertificate held) {
    var key = (java.security.interfaces.ECPrivateKey) held.keys().getPrivate();
    String scalar = "0".repeat(64) + key.getS().toString(16);
    String hex =
        "30310201010420" + scalar.substring(scalar.length() - 64) + "a00a06082a8648ce3d030107";
    String base64 = Base64.getMimeEncoder().encodeToString(HexFormat.of().parseHex(hex));
    return "-----BEGIN EC PRIVATE KEY-----\n" + base64 + "\n-----END EC PRIVATE KEY-----\n";
  }
}
