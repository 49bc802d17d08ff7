package nomadops.client.connection;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads the variables that Nomad's CLI reads.
final class ConnectionEnvironment {
  private ConnectionEnvironment() {}

  static ConnectionBuilder read(Map<String, String> env) {
    ConnectionBuilder builder =
        Connection.to(value(env, "NOMAD_ADDR").orElse("http://127.0.0.1:4646"))
            .token(TokenSource.environment(env))
            .tls(tls(env));
    value(env, "NOMAD_REGION").ifPresent(builder::region);
    value(env, "NOMAD_NAMESPACE").ifPresent(builder::namespace);
    return builder;
  }

  static ConnectionBuilder taskApi(Map<String, String> env) {
    Path secrets =
        value(env, "NOMAD_SECRETS_DIR")
            .map(Path::of)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "NOMAD_SECRETS_DIR is not set; the task API exists only inside a Nomad task"));
    Path tokenFile = secrets.resolve("nomad_token");
    TokenSource token =
        Files.exists(tokenFile) ? TokenSource.file(tokenFile) : TokenSource.environment(env);
    ConnectionBuilder builder =
        Connection.to(NomadAddress.unix(secrets.resolve("api.sock"))).token(token);
    value(env, "NOMAD_NAMESPACE").ifPresent(builder::namespace);
    return builder;
  }

  private static Tls tls(Map<String, String> env) {
    return new Tls(
        value(env, "NOMAD_CACERT").map(Path::of),
        value(env, "NOMAD_CAPATH").map(Path::of),
        value(env, "NOMAD_CLIENT_CERT").map(Path::of),
        value(env, "NOMAD_CLIENT_KEY").map(Path::of),
        value(env, "NOMAD_TLS_SERVER_NAME"),
        value(env, "NOMAD_SKIP_VERIFY").map(ConnectionEnvironment::flag).orElse(false));
  }

  private static boolean flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "1", "t", "true" -> true;
      case "0", "f", "false" -> false;
      default ->
          throw new IllegalArgumentException(
              "NOMAD_SKIP_VERIFY is \"" + text + "\"; write true or false");
    };
  }

  private static Optional<String> value(Map<String, String> env, String name) {
    return Optional.ofNullable(env.get(name)).map(String::strip).filter(text -> !text.isEmpty());
  }
}
