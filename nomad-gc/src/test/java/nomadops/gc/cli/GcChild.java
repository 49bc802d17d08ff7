package nomadops.gc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nomadops.gc.Await;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `gc run` in a process of its own, with an audit log and a log that the test reads.
final class GcChild implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern ADMIN = Pattern.compile("admin pages on (http://[0-9.:]+)/");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final Path log;
  private final Path audit;

  private GcChild(Process process, Path log, Path audit) {
    this.process = process;
    this.log = log;
    this.audit = audit;
  }

  /// Starts `gc run` with these options.
  ///
  /// @param name names its files and, as leader, the process
  static GcChild start(Path folder, String name, URI nomad, String... options) throws IOException {
    Path log = folder.resolve(name + ".log");
    Path audit = folder.resolve(name + ".ndjson");
    List<String> command = new ArrayList<>(java("gc", "run"));
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "-leader-name", name, "-admin-address", "127.0.0.1:0", "-audit-log", audit.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("NOMAD_ADDR", nomad.toString());
    return new GcChild(builder.start(), log, audit);
  }

  /// The command line of a JVM with the program and these arguments.
  static List<String> java(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(GcMain.class.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /// The lines of its audit log so far; a last one that is still being written is left out.
  List<JsonNode> audit() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    if (Files.exists(audit)) {
      String text = Files.readString(audit);
      text.substring(0, text.lastIndexOf('\n') + 1)
          .lines()
          .forEach(line -> lines.add(JSON.readTree(line)));
    }
    return lines;
  }

  /// Those that tell of an outcome, e.g. `sending` or `purged`.
  List<JsonNode> audit(String outcome) throws IOException {
    return audit().stream().filter(l -> l.get("outcome").asString().equals(outcome)).toList();
  }

  /// An admin page; waits until the process serves them.
  HttpResponse<String> page(String path) throws Exception {
    Await.until(
        "the admin pages are there",
        () -> {
          assertThat(process.isAlive()).as(log()).isTrue();
          return ADMIN.matcher(log()).find();
        });
    Matcher found = ADMIN.matcher(log());
    assertThat(found.find()).isTrue();
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(found.group(1) + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  JsonNode status() throws Exception {
    HttpResponse<String> answer = page("/status");
    assertThat(answer.statusCode()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  void hangUp() throws Exception {
    assertThat(new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor())
        .isZero();
  }

  /// SIGTERM; gives the exit code.
  int stop() throws Exception {
    process.destroy();
    assertThat(process.waitFor(40, TimeUnit.SECONDS)).as("it ends").isTrue();
    return process.exitValue();
  }

  /// SIGKILL.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
