package nomadops.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nomadops.cli.CommandTree;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Surroundings;
import nomadops.runtime.cli.Terminal;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each job's command line and settings are ones that its tool takes. */
class JobCommandsTest {
  /** A fault of our own in the last option: all faults are told at once, and nothing is started. */
  private static final String OUR_FAULT = "--request-timeout=never";

  private static final Pattern OURS = Pattern.compile("NOMAD_OPS_[A-Z_]+");

  @TempDir Path folder;

  static Stream<JobFile> jobs() {
    return JobFile.all();
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void theToolTakesItsCommandLineAndSettings(JobFile file) throws IOException {
    String said = start(file, file.variable("settings").text("default"));
    assertThat(said)
        .startsWith("Error: the configuration has a fault:")
        .contains("request-timeout: \"never\" is not a duration");
    assertThat(said.strip().lines()).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void aSettingThatTheToolDoesNotKnowWouldBeSeen(JobFile file) throws IOException {
    String settings = file.variable("settings").text("default");
    assertThat(start(file, settings.stripTrailing() + "\n    no-such-key: 1"))
        .contains("no-such-key");
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void itsEnvironmentIsReadBySomebody(JobFile file) throws IOException {
    String known =
        Files.readString(Path.of("src/test/resources/golden/help.txt"))
            + Files.readString(Path.of("src/main/launcher/nomad-ops"));
    assertThat(OURS.matcher(file.source()).results().map(MatchResult::group))
        .contains("NOMAD_OPS_JAVA_OPTS")
        .allSatisfy(name -> assertThat(known).contains(name));
  }

  private String start(JobFile file, String settings) throws IOException {
    Path yaml =
        Files.writeString(folder.resolve("settings.yaml"), settings.stripTrailing().stripIndent());
    List<String> words = new ArrayList<>();
    for (String word : file.arguments()) {
      words.add(word.startsWith("--config=") ? "--config=" + yaml : filled(word));
    }
    words.add(OUR_FAULT);
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(output, true, StandardCharsets.UTF_8);
    Surroundings around =
        new Surroundings(environment(), stream, stream, Terminal.PIPE, Terminal.PIPE);
    ExitCode code = CommandTree.run(around, words.toArray(String[]::new));
    assertThat(code).isEqualTo(ExitCode.USAGE);
    return output.toString(StandardCharsets.UTF_8);
  }

  /** What Nomad fills in when the task starts, and what an operator gives. */
  private String filled(String word) {
    return switch (word) {
      case "--queues=" ->
          "--queues=https://sqs.eu-central-1.amazonaws.com/123456789012/nomad-drains";
      case "--target=" -> "--target=s3://backups/nomad";
      default ->
          word.replace("NOMAD_PORT_admin", "29000")
              .replace("NOMAD_PORT_report", "29001")
              .replace("NOMAD_SECRETS_DIR", folder.toString())
              .replace("NOMAD_ALLOC_DIR", folder.toString());
    };
  }

  private Map<String, String> environment() {
    return Map.of(
        "NOMAD_ADDR", "unix://" + folder + "/api.sock",
        "NOMAD_NAMESPACE", "default",
        "NOMAD_REGION", "global",
        "AWS_REGION", "eu-central-1");
  }
}
