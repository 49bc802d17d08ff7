package nomadops.autoscaler.target.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import nomadops.autoscaler.target.HandTime;
import nomadops.autoscaler.target.Target;
import nomadops.autoscaler.target.Target.Outcome;
import nomadops.autoscaler.target.Target.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ExecWayTest {
  private static final String FACTS = "{\"desired\":2,\"min\":0,\"max\":9,\"members\":[]}";

  @TempDir Path folder;

  @Test
  void aReadIsWhatTheProgramWrites() throws IOException {
    Target target = target("cat > asked; echo \"$2\" > word; echo '" + FACTS + "'");
    assertThat(target.read())
        .isInstanceOfSatisfying(
            Reading.Known.class, known -> assertThat(known.facts().desired()).isEqualTo(2));
    assertThat(Files.readString(folder.resolve("asked")))
        .isEqualTo("{\"action\":\"read\",\"group\":\"batch\",\"id\":\"\"}");
    assertThat(Files.readString(folder.resolve("word"))).isEqualTo("read\n");
  }

  @Test
  void anInstructionIsOnItsStandardInputAndItsWordTheLastArgument() throws IOException {
    Target target = target("cat > asked; echo \"$1 $2\" > words; echo told");
    assertThat(target.resize(2, 5)).isInstanceOf(Outcome.Done.class);
    assertThat(Files.readString(folder.resolve("asked")))
        .contains("\"action\":\"resize\"", "\"from\":2", "\"to\":5", "\"id\":\"");
    assertThat(Files.readString(folder.resolve("words"))).isEqualTo("hush-hush resize\n");
    target.end("vm-1");
    assertThat(Files.readString(folder.resolve("asked"))).contains("\"instance\":\"vm-1\"");
    assertThat(Files.readString(folder.resolve("words"))).isEqualTo("hush-hush end\n");
  }

  @ParameterizedTest
  @CsvSource({
    "0, Done",
    "1, Later",
    "2, Later",
    "3, Already",
    "4, Refused",
    "5, Refused",
    "137, Later"
  })
  void theExitCodeDecides(int code, String expected) {
    Outcome outcome = target("echo one >&2; echo two >&2; exit " + code).end("vm-1");
    assertThat(outcome.getClass().getSimpleName()).isEqualTo(expected);
    assertThat(outcome.reason())
        .isEqualTo("group batch: end vm-1 by program script: exit code " + code + ": one | two");
  }

  @ParameterizedTest
  @CsvSource({"1, Unknown", "3, Unknown", "5, Missing"})
  void aReadThatFailsConcludesNothing(int code, String expected) {
    Reading reading = target("echo '" + FACTS + "'; exit " + code).read();
    assertThat(reading.getClass().getSimpleName()).isEqualTo(expected);
  }

  @Test
  void nonsenseIsNamed() {
    assertThat(target("echo '{\"desired\":2}'").read())
        .isInstanceOfSatisfying(
            Reading.Unknown.class,
            unknown -> assertThat(unknown.reason()).contains("min is missing"));
  }

  @Test
  void aProgramThatHangsIsKilledWithItsChildren() throws IOException {
    Target target =
        target("echo waits >&2; sleep 300 & echo $! > child; wait", Duration.ofMillis(500));
    assertThat(target.end("vm-1"))
        .isInstanceOf(Outcome.Later.class)
        .extracting(Outcome::reason)
        .asString()
        .contains("killed", "500 ms", "waits");
    long child = Long.parseLong(Files.readString(folder.resolve("child")).strip());
    ProcessHandle.of(child).ifPresent(handle -> handle.onExit().join());
    assertThat(ProcessHandle.of(child).map(ProcessHandle::isAlive).orElse(false)).isFalse();
  }

  @Test
  void whatAProgramLeavesBehindDoesNotHoldItUp() throws IOException {
    Target target = target("echo '" + FACTS + "'; sleep 300 & echo $! > child");
    try {
      assertThat(target.read()).isInstanceOf(Reading.Known.class);
    } finally {
      long child = Long.parseLong(Files.readString(folder.resolve("child")).strip());
      ProcessHandle.of(child).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void aProgramThatWritesWithoutEndIsKilled() {
    assertThat(target("yes").read())
        .isInstanceOfSatisfying(
            Reading.Unknown.class,
            unknown -> assertThat(unknown.reason()).contains("killed", "4000000 bytes"));
  }

  @Test
  void aProgramThatIsNotThereIsNamed() {
    Target target =
        BridgedTarget.byProgram(
            "batch",
            new ExecTerms(List.of("/no/such/program"), Duration.ofSeconds(5)),
            Map.of(),
            new HandTime(),
            new Random(1));
    assertThat(target.end("vm-1"))
        .isInstanceOf(Outcome.Later.class)
        .extracting(Outcome::reason)
        .asString()
        .contains("cannot be run", "No such file");
  }

  @Test
  void secretsOfArgumentsAndEnvironmentAreNotTold() {
    assertThat(target("echo \"$1 $CLOUD_TOKEN $REGION\" >&2; exit 4").end("vm-1").reason())
        .contains("mars-north")
        .doesNotContain("hush-hush", "t0ken-value");
  }

  private Target target(String script) {
    return target(script, Duration.ofSeconds(30));
  }

  private Target target(String script, Duration timeout) {
    try {
      Path program =
          Files.writeString(
              folder.resolve("script"), "#!/bin/sh\ncd " + folder + " || exit 9\n" + script + "\n");
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
      return BridgedTarget.byProgram(
          "batch",
          new ExecTerms(List.of(program.toString(), "hush-hush"), timeout),
          Map.of("PATH", "/usr/bin:/bin", "CLOUD_TOKEN", "t0ken-value", "REGION", "mars-north"),
          new HandTime(),
          new Random(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
