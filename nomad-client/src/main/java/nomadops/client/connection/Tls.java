package nomadops.client.connection;

import java.nio.file.Path;
import java.util.Optional;

/// TLS settings: PEM files, named as Nomad's CLI names them. Files are read again when they change.
///
/// @param caCert `NOMAD_CACERT`: certificates that sign the server's; empty means the machine's own
/// @param caPath `NOMAD_CAPATH`: a folder of such files
/// @param clientCert `NOMAD_CLIENT_CERT`: our certificate and its chain
/// @param clientKey `NOMAD_CLIENT_KEY`: its key: PKCS#1, PKCS#8 or SEC 1 (EC), not encrypted
/// @param serverName `NOMAD_TLS_SERVER_NAME`: the name to look for in the server's certificate, for
///   example `server.global.nomad`
/// @param skipVerify `NOMAD_SKIP_VERIFY`: believe any server; for a laboratory only
public record Tls(
    Optional<Path> caCert,
    Optional<Path> caPath,
    Optional<Path> clientCert,
    Optional<Path> clientKey,
    Optional<String> serverName,
    boolean skipVerify) {

  /// The machine's own certificates, no client certificate.
  public static final Tls DEFAULT =
      new Tls(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false);

  public Tls {
    if (clientCert.isPresent() != clientKey.isPresent()) {
      throw new IllegalArgumentException(
          clientCert.isPresent()
              ? "a client certificate is given without its key; set NOMAD_CLIENT_KEY too"
              : "a client key is given without its certificate; set NOMAD_CLIENT_CERT too");
    }
  }

  public Tls withCaCert(Path file) {
    return new Tls(Optional.of(file), caPath, clientCert, clientKey, serverName, skipVerify);
  }

  public Tls withCaPath(Path folder) {
    return new Tls(caCert, Optional.of(folder), clientCert, clientKey, serverName, skipVerify);
  }

  public Tls withClient(Path cert, Path key) {
    return new Tls(caCert, caPath, Optional.of(cert), Optional.of(key), serverName, skipVerify);
  }

  public Tls withServerName(String name) {
    return new Tls(caCert, caPath, clientCert, clientKey, Optional.of(name), skipVerify);
  }

  public Tls withSkipVerify(boolean skip) {
    return new Tls(caCert, caPath, clientCert, clientKey, serverName, skip);
  }
}
