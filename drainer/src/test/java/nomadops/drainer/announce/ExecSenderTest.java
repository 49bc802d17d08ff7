package nomadops.drainer.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nomadops.drainer.announce.Announcement.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real programs, as lifecycled runs its handler. */
@Timeout(60)
class ExecSenderTest {
  private static final Announcement ONE = Scene.announcement(Event.DONE);
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;

  private Sent run(
      Duration timeout, Map<String, String> environment, String script, String... words)
      throws IOException, InterruptedException {
    Path file = folder.resolve("script");
    Files.writeString(file, script);
    List<String> command = new ArrayList<>(List.of("/bin/sh", file.toString()));
    command.addAll(List.of(words));
    return new ExecSender(new ExecTerms(command, timeout), environment).send(ONE);
  }

  private Sent run(Duration timeout, String script) throws IOException, InterruptedException {
    return run(timeout, Map.of("PATH", "/usr/bin:/bin"), script);
  }

  private String written(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  @Test
  void aProgramGetsTheJsonAndTheEnvironmentAndItsWordsAsTheyAre()
      throws IOException, InterruptedException {
    Sent sent =
        run(
            LONG,
            Map.of("PATH", "/usr/bin:/bin", "MINE", "kept"),
            """
            cat > "%1$s/json"
            echo "$NOMAD_OPS_EVENT $NOMAD_OPS_INSTANCE $NOMAD_OPS_ENDING $MINE" > "%1$s/env"
            echo "$1" > "%1$s/word"
            """
                .formatted(folder),
            "$(id) * ; rm");
    assertThat(sent).isEqualTo(new Sent.Delivered());
    assertThat(Files.readAllBytes(folder.resolve("json"))).isEqualTo(Rendering.json(ONE));
    assertThat(written("env")).isEqualTo("done i-0633ac2b0d9769723 nothing-there kept\n");
    assertThat(written("word")).isEqualTo("$(id) * ; rm\n");
  }

  @Test
  void anExitCodeIsToldWithTheFirstLines() throws IOException, InterruptedException {
    Sent sent = run(LONG, "cat >/dev/null; echo one; echo two >&2; exit 3");
    assertThat(sent).isInstanceOf(Sent.Later.class);
    assertThat(((Sent.Later) sent).reason()).isEqualTo("exit code 3: one | two");
  }

  @Test
  void aProgramThatHangsIsKilledWithWhatItStarted() throws IOException, InterruptedException {
    Sent sent =
        run(
            Duration.ofSeconds(1),
            """
            sleep 300 & echo $! > "%1$s/child"
            echo $$ > "%1$s/self"
            echo started
            wait
            """
                .formatted(folder));
    assertThat(((Sent.Later) sent).reason()).isEqualTo("killed after 1000 ms: started");
    for (String name : List.of("child", "self")) {
      long id = Long.parseLong(written(name).strip());
      ProcessHandle.of(id).ifPresent(process -> assertThat(process.onExit()).succeedsWithin(LONG));
    }
  }

  @Test
  void hugeOutputNeitherBlocksNorFillsTheMemory() throws IOException, InterruptedException {
    Sent sent = run(LONG, "echo first; head -c 20000000 /dev/zero | tr '\\0' x; exit 4");
    assertThat(((Sent.Later) sent).reason()).startsWith("exit code 4: first | xxx");
    assertThat(((Sent.Later) sent).reason()).hasSizeLessThan(400);
  }

  @Test
  void aProgramNeedNotReadItsInput() throws IOException, InterruptedException {
    assertThat(run(LONG, "exit 0")).isEqualTo(new Sent.Delivered());
  }

  @Test
  void whatAProgramLeavesBehindIsNotWaitedFor() throws IOException, InterruptedException {
    Sent sent = run(LONG, "sleep 50 & echo $! > \"%s/child\"; exit 0".formatted(folder));
    assertThat(sent).isEqualTo(new Sent.Delivered());
    long id = Long.parseLong(written("child").strip());
    ProcessHandle left = ProcessHandle.of(id).orElseThrow();
    assertThat(left.destroy()).isTrue();
  }

  @Test
  void anInterruptEndsTheProgram() throws Exception {
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                Sent _ = run(LONG, "echo $$ > \"%s/self\"; exec sleep 300".formatted(folder));
              } catch (IOException | InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    while (!Files.exists(folder.resolve("self")) || written("self").isBlank()) {
      Thread.sleep(5);
    }
    thread.interrupt();
    assertThat(thread.join(LONG)).isTrue();
    long id = Long.parseLong(written("self").strip());
    ProcessHandle.of(id).ifPresent(process -> assertThat(process.onExit()).succeedsWithin(LONG));
  }

  @Test
  void aProgramThatIsNotThereIsTriedAgainAndNamed() throws InterruptedException {
    ExecTerms terms = new ExecTerms(List.of("/no/such/program", "--key=a-secret"), LONG);
    Sent sent = new ExecSender(terms, Map.of()).send(ONE);
    assertThat(((Sent.Later) sent).reason())
        .contains("/no/such/program")
        .doesNotContain("a-secret");
    assertThat(terms.name() + terms).doesNotContain("a-secret").contains("exec program");
  }

  @Test
  void secretsThatAProgramPrintsAreNotPassedOn() throws IOException, InterruptedException {
    Sent sent =
        run(
            LONG,
            Map.of("PATH", "/usr/bin:/bin", "NOMAD_TOKEN", "0-secret-0", "DB_PASSWORD", "p-secret"),
            "echo \"$NOMAD_TOKEN $DB_PASSWORD $1 $NOMAD_OPS_EVENT\"; exit 1",
            "word-secret");
    assertThat(((Sent.Later) sent).reason())
        .isEqualTo("exit code 1: (redacted) (redacted) (redacted) done");
  }

  @Test
  void termsThatMakeNoSenseAreRefusedByName() {
    assertThatThrownBy(() -> new ExecTerms(List.of(), LONG))
        .hasMessageContaining("announce-exec: ");
    assertThatThrownBy(() -> new ExecTerms(List.of("a"), Duration.ZERO))
        .hasMessageContaining("announce-exec-timeout: PT0S");
  }
}
