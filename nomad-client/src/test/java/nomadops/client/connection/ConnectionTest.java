package nomadops.client.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConnectionTest {

  @Test
  void anEmptyEnvironmentMeansTheLocalAgent() {
    Connection connection = Connection.fromEnvironment(Map.of()).build();
    assertThat(connection.address()).hasToString("http://127.0.0.1:4646");
    assertThat(connection.namespace()).isEqualTo("default");
    assertThat(connection.region()).isEmpty();
    assertThat(connection.tls()).isEqualTo(Tls.DEFAULT);
  }

  @Test
  void everyVariableOfNomadsCliCounts() {
    Connection connection =
        Connection.fromEnvironment(
                Map.of(
                    "NOMAD_ADDR", "https://nomad:4646",
                    "NOMAD_REGION", "eu",
                    "NOMAD_NAMESPACE", "*",
                    "NOMAD_TOKEN", "s3cr3t",
                    "NOMAD_CACERT", "/ca.pem",
                    "NOMAD_CLIENT_CERT", "/c.pem",
                    "NOMAD_CLIENT_KEY", "/k.pem",
                    "NOMAD_TLS_SERVER_NAME", "server.eu.nomad",
                    "NOMAD_SKIP_VERIFY", "true"))
            .build();
    assertThat(connection.address().isTls()).isTrue();
    assertThat(connection.region()).contains("eu");
    assertThat(connection.namespace()).isEqualTo("*");
    assertThat(connection.token().token()).contains("s3cr3t");
    assertThat(connection.tls().caCert()).contains(Path.of("/ca.pem"));
    assertThat(connection.tls().clientKey()).contains(Path.of("/k.pem"));
    assertThat(connection.tls().serverName()).contains("server.eu.nomad");
    assertThat(connection.tls().skipVerify()).isTrue();
    assertThat(connection.toString()).doesNotContain("s3cr3t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nomad:4646",
        "ftp://nomad",
        "http://",
        "http://a b",
        "unix://",
        "http://u:p@h",
        "http://h?x=1"
      })
  void anAddressThatIsNoneIsExplained(String text) {
    assertThatThrownBy(() -> NomadAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unix:///PATH/api.sock")
        .hasMessageNotContaining("u:p");
  }

  @Test
  void aUnixAddressNamesItsSocket() {
    assertThat(NomadAddress.parse("unix:///run/nomad.sock").socket())
        .contains(Path.of("/run/nomad.sock"));
    assertThat(NomadAddress.parse("unix:///run/nomad.sock")).hasToString("unix:///run/nomad.sock");
  }

  @Test
  void theTaskApiNeedsASecretsFolder() {
    assertThatThrownBy(() -> Connection.taskApi(Map.of()))
        .hasMessageContaining("NOMAD_SECRETS_DIR");
  }

  @Test
  void aFlagThatIsNoneIsExplained() {
    assertThatThrownBy(() -> Connection.fromEnvironment(Map.of("NOMAD_SKIP_VERIFY", "maybe")))
        .hasMessageContaining("NOMAD_SKIP_VERIFY")
        .hasMessageContaining("maybe");
  }
}
