package nomadops.health.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import nomadops.runtime.ExitCode;
import nomadops.runtime.Unreachable;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.config.Catalogue;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.HostPort;
import picocli.CommandLine.Model.CommandSpec;

/// `health server-probe ask`: asks a running probe, for exec probes and preStop hooks in an image
/// that has no curl.
final class AskCommand {
  private static final Catalogue CATALOGUE =
      new Catalogue("server-probe", List.copyOf(ServerProbeSettings.ADDRESS.all()))
          .within(ServerProbeSettings.CATALOGUE);
  private static final List<String> QUESTIONS = List.of("live", "ready", "prestop");
  private static final int CONNECT_MS = 2_000;

  /// A hand-over takes up to 29 s.
  private static final int READ_MS = 35_000;

  private AskCommand() {}

  static CommandSpec spec() {
    return Leaf.of("ask", "Asks a running probe: live, ready or prestop.", CATALOGUE)
        .arguments("question", "1", "live, ready or prestop.")
        .footer(
            """

            Exit codes: 0 yes, or prestop is over, 1 no, 2 wrong usage or configuration, 3 the probe does not answer.

            Example: nomad-ops health server-probe ask prestop\
            """)
        .runs(AskCommand::run);
  }

  private static ExitCode run(Invocation invocation) {
    String question = invocation.arguments().getFirst();
    if (!QUESTIONS.contains(question)) {
      throw ConfigException.of(
          "command line",
          "question",
          "\"" + question + "\" is no question",
          "write live, ready or prestop");
    }
    HostPort at = here(invocation.settings().get(ServerProbeSettings.ADDRESS.address()));
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create("http://" + at + "/" + question).toURL().openConnection();
      connection.setConnectTimeout(CONNECT_MS);
      connection.setReadTimeout(READ_MS);
      connection.setRequestMethod(question.equals("prestop") ? "POST" : "GET");
      int status = connection.getResponseCode();
      try (InputStream body =
          status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
        String said = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
        invocation.out().println(said.strip());
      }
      return status == 200 ? ExitCode.DONE : ExitCode.FAILED;
    } catch (IOException e) {
      throw new Unreachable(
          "no server-probe answers at http://" + at + "/ (" + e.getMessage() + ")", e);
    }
  }

  /// One that listens at every address listens on loopback, too.
  private static HostPort here(HostPort address) {
    return switch (address.host()) {
      case "0.0.0.0" -> new HostPort("127.0.0.1", address.port());
      case "::" -> new HostPort("::1", address.port());
      default -> address;
    };
  }
}
