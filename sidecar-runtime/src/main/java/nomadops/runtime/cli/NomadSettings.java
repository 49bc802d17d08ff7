package nomadops.runtime.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nomadops.client.connection.Connection;
import nomadops.client.connection.ConnectionBuilder;
import nomadops.client.connection.NomadAddress;
import nomadops.client.connection.RateLimit;
import nomadops.client.connection.Tls;
import nomadops.client.connection.TokenSource;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.Origin;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Setting;

/// How to reach Nomad: the options and environment of Nomad's own CLI, and what a long-running
/// process needs besides.
public final class NomadSettings {
  private static final String GROUP = "Nomad connection";

  public static final Setting<NomadAddress> ADDRESS =
      Setting.of(
              "address",
              Parsers.scalar("url", "write e.g. http://127.0.0.1:4646", NomadAddress::parse))
          .env("NOMAD_ADDR")
          .defaultsTo(NomadAddress.parse("http://127.0.0.1:4646"))
          .describedAs("Where a Nomad agent listens: http, https or unix (the task API's socket).")
          .inGroup(GROUP);
  public static final Setting<String> REGION =
      Setting.of("region", Parsers.string())
          .env("NOMAD_REGION")
          .describedAs("The region to ask; left out, the agent's own.")
          .example("global")
          .inGroup(GROUP);
  public static final Setting<String> NAMESPACE =
      Setting.of("namespace", Parsers.string())
          .env("NOMAD_NAMESPACE")
          .defaultsTo("default")
          .describedAs("The namespace; * means all that the token can see.")
          .inGroup(GROUP);
  public static final Setting<String> TOKEN =
      Setting.of("token", Parsers.string())
          .env("NOMAD_TOKEN")
          .describedAs(
              "The ACL token. Prefer the environment or token-file: others see options in ps.")
          .asSecret()
          .inGroup(GROUP);
  public static final Setting<Path> TOKEN_FILE =
      Setting.of("token-file", Parsers.path())
          .env("NOMAD_TOKEN_FILE")
          .describedAs("A file that holds the ACL token; read again when it changes.")
          .example("/run/secrets/nomad-token")
          .inGroup(GROUP);
  public static final Setting<Path> CA_CERT =
      file(
          "ca-cert",
          "NOMAD_CACERT",
          "PEM file of the authorities that sign the server's certificate.");
  public static final Setting<Path> CA_PATH =
      file("ca-path", "NOMAD_CAPATH", "Folder of such PEM files.");
  public static final Setting<Path> CLIENT_CERT =
      file("client-cert", "NOMAD_CLIENT_CERT", "PEM file of our own certificate, for mTLS.");
  public static final Setting<Path> CLIENT_KEY =
      file("client-key", "NOMAD_CLIENT_KEY", "PEM file of its private key.");
  public static final Setting<String> TLS_SERVER_NAME =
      Setting.of("tls-server-name", Parsers.string())
          .env("NOMAD_TLS_SERVER_NAME")
          .describedAs("The name to expect in the server's certificate.")
          .example("server.global.nomad")
          .inGroup(GROUP);
  public static final Setting<Boolean> TLS_SKIP_VERIFY =
      Setting.of("tls-skip-verify", Parsers.bool())
          .env("NOMAD_SKIP_VERIFY")
          .defaultsTo(false)
          .describedAs("Believes any certificate. For laboratories only.")
          .inGroup(GROUP);
  public static final Setting<Duration> REQUEST_TIMEOUT =
      Setting.of("request-timeout", Parsers.duration(Duration.ofMillis(100), Duration.ofHours(1)))
          .env("NOMAD_OPS_REQUEST_TIMEOUT")
          .defaultsTo(Duration.ofSeconds(60))
          .describedAs("The longest that one request may take.")
          .inGroup(GROUP);
  public static final Setting<Integer> REQUESTS_PER_SECOND =
      Setting.of("requests-per-second", Parsers.integer(0, 100_000))
          .env("NOMAD_OPS_REQUESTS_PER_SECOND")
          .defaultsTo(0)
          .describedAs("The most requests a second that are sent to Nomad; 0 means no limit.")
          .inGroup(GROUP);

  /// All of them, to be added to a catalogue.
  public static final List<Setting<?>> ALL =
      List.of(
          ADDRESS,
          REGION,
          NAMESPACE,
          TOKEN,
          TOKEN_FILE,
          CA_CERT,
          CA_PATH,
          CLIENT_CERT,
          CLIENT_KEY,
          TLS_SERVER_NAME,
          TLS_SKIP_VERIFY,
          REQUEST_TIMEOUT,
          REQUESTS_PER_SECOND);

  private NomadSettings() {}

  /// The connection that the settings describe.
  ///
  /// @throws ConfigException when they contradict each other
  public static Connection connection(Resolved settings) {
    try {
      ConnectionBuilder builder =
          Connection.to(settings.get(ADDRESS))
              .namespace(settings.get(NAMESPACE))
              .token(token(settings))
              .tls(tls(settings))
              .requestTimeout(settings.get(REQUEST_TIMEOUT))
              .rateLimit(RateLimit.perSecond(settings.get(REQUESTS_PER_SECOND)));
      settings.find(REGION).ifPresent(builder::region);
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw ConfigException.of("configuration", "", String.valueOf(e.getMessage()), "");
    }
  }

  // Both may be set on purpose: a flag for one run beats the file's token-file.
  private static TokenSource token(Resolved settings) {
    TokenSource fixed = settings.find(TOKEN).map(TokenSource::fixed).orElse(TokenSource.none());
    if (settings.find(TOKEN_FILE).isEmpty()) {
      return fixed;
    }
    TokenSource file = TokenSource.file(settings.get(TOKEN_FILE));
    int tokenRank = settings.find(TOKEN).isPresent() ? rank(settings.origin(TOKEN)) : 99;
    int fileRank = rank(settings.origin(TOKEN_FILE));
    if (tokenRank == fileRank) {
      throw ConfigException.of(
          settings.origin(TOKEN_FILE).toString(),
          "token-file",
          "is given together with token",
          "give one of them");
    }
    return tokenRank < fileRank ? fixed : file;
  }

  private static int rank(Origin origin) {
    return switch (origin) {
      case Origin.Flag _ -> 0;
      case Origin.Environment _ -> 1;
      case Origin.File _ -> 2;
      case Origin.Default _ -> 3;
    };
  }

  private static Tls tls(Resolved settings) {
    return new Tls(
        settings.find(CA_CERT),
        settings.find(CA_PATH),
        settings.find(CLIENT_CERT),
        settings.find(CLIENT_KEY),
        settings.find(TLS_SERVER_NAME),
        settings.get(TLS_SKIP_VERIFY));
  }

  private static Setting<Path> file(String key, String environment, String meaning) {
    return Setting.of(key, Parsers.path())
        .env(environment)
        .describedAs(meaning)
        .example("/etc/nomad/tls/" + key + ".pem")
        .inGroup(GROUP);
  }

  /// Which cluster a connection is to, for people.
  public static String told(Connection connection) {
    return "Nomad at "
        + connection.address()
        + connection.region().map(region -> ", region " + region).orElse("");
  }
}
