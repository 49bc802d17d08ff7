package nomadops.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nomad itself takes the job files; it needs no agent for that. */
@EnabledIfEnvironmentVariable(
    named = "NOMAD_BIN",
    matches = ".+",
    disabledReason = "left out: no NOMAD_BIN, so Nomad itself was not asked about the job files")
class NomadJobFilesTest {
  private static final long MINUTES = 2;

  @TempDir Path folder;

  static Stream<JobFile> jobs() {
    return JobFile.all();
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void isWrittenAsNomadWritesIt(JobFile file) throws Exception {
    nomad(List.of("fmt", "-check", file.path().toString()));
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void isAJobThatNomadTakes(JobFile file) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("job", "validate"));
    for (String name : file.root().block("variable").content().keySet()) {
      if (!file.variable(name).has("default")) {
        arguments.add("-var");
        arguments.add(name + "=" + given(name));
      }
    }
    arguments.add(file.path().toString());
    nomad(arguments);
  }

  private static String given(String name) {
    return switch (name) {
      case "queues" -> "[\"https://sqs.eu-central-1.amazonaws.com/123456789012/nomad-drains\"]";
      case "docker_gid" -> "999";
      case "target" -> "s3://backups/nomad";
      default -> "given";
    };
  }

  private void nomad(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Objects.requireNonNull(System.getenv("NOMAD_BIN")));
    command.addAll(arguments);
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    // Nobody listens there: what can be said without an agent is enough, and no one else's is
    // asked.
    builder.environment().put("NOMAD_ADDR", "http://127.0.0.1:1");
    builder.environment().remove("NOMAD_TOKEN");
    Process process = builder.start();
    try {
      assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as("it ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
  }
}
