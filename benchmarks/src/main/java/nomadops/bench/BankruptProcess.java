package nomadops.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A `nomad-ops gc bankrupt` as a script starts it, with a snapshot and an audit log.
final class BankruptProcess {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern NODE = Pattern.compile("\"Node\":\\s*\"([^\"]+)\"");

  private BankruptProcess() {}

  /// What its summary says.
  record Result(JsonNode summary) {
    long purged() {
      return summary.at("/jobs/purged").asLong();
    }

    double paused() {
      return summary.path("paused_seconds").asDouble();
    }

    double purging() {
      return summary.at("/seconds/purge").asDouble();
    }

    /// All stages, without the look before them.
    double seconds() {
      return summary.path("seconds").valueStream().mapToDouble(JsonNode::asDouble).sum();
    }

    String stages() {
      return summary.path("seconds").toString();
    }
  }

  static Result run(URI address, String policy, Duration longest)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("nomad-ops-bench");
    try {
      Path config = Files.writeString(folder.resolve("gc.yaml"), policy);
      Path out = folder.resolve("out.json");
      Path err = folder.resolve("err.txt");
      ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("nomadops.home"), "bin", "nomad-ops").toString(),
              "gc",
              "bankrupt",
              "-force",
              "-json",
              "-confirm=" + name(address),
              "-snapshot=" + folder.resolve("before.snap"),
              "-audit-log=" + folder.resolve("audit.ndjson"),
              "-config=" + config,
              "-address=" + address);
      builder.environment().keySet().removeIf(key -> key.startsWith("NOMAD_"));
      builder.environment().put("NOMAD_OPS_JAVA_HOME", System.getProperty("java.home"));
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      Process process = builder.start();
      if (!process.waitFor(longest.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        Process _ = process.destroyForcibly();
        throw new IOException("gc bankrupt did not end well: " + Files.readString(err));
      }
      return new Result(JSON.readTree(Files.readString(out)));
    } finally {
      for (String file : List.of("gc.yaml", "out.json", "err.txt", "before.snap", "audit.ndjson")) {
        boolean _ = Files.deleteIfExists(folder.resolve(file));
      }
      Files.deleteIfExists(folder);
    }
  }

  /// There is one server.
  private static String name(URI address) throws IOException, InterruptedException {
    try (NomadHttp http = new NomadHttp(address)) {
      Matcher node = NODE.matcher(http.send("GET", "/v1/operator/raft/configuration"));
      if (!node.find()) {
        throw new IOException("Nomad names no server");
      }
      return node.group(1);
    }
  }
}
