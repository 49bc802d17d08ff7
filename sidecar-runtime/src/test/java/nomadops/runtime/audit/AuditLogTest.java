package nomadops.runtime.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  private static final Instant NOW = Instant.parse("2026-11-22T21:00:00Z");

  @TempDir Path folder;

  @Test
  void aRecordIsOnTheFileWhenTheCallReturns() throws Exception {
    Path file = folder.resolve("new/folder/audit.ndjson");
    try (AuditLog log = AuditLog.open(file, AuditPolicy.STANDARD, () -> NOW)) {
      log.ensureWritable();
      log.record(entry("default/ci-1"));

      assertThat(Files.readString(file))
          .isEqualTo(
              "{\"time\":\"2026-11-22T21:00:00Z\",\"tool\":\"gc\",\"action\":\"purge\",\"subject\":\"default/ci-1\","
                  + "\"reason\":\"dead for 5h\\nand more\",\"inputs\":{\"index\":7},\"outcome\":\"done\"}\n");
    }
    List<AuditRecord> read = new ArrayList<>();
    assertThat(AuditReader.read(file, read::add)).isZero();
    assertThat(read).containsExactly(entry("default/ci-1"));
  }

  @Test
  void aLineTornByACrashIsEndedAndCountedAndTheNextRecordIsWhole() throws Exception {
    Path file = Files.writeString(folder.resolve("a"), "{\"time\":\"2026-11");
    try (AuditLog log = AuditLog.open(file, AuditPolicy.STANDARD, () -> NOW)) {
      log.record(entry("x"));
      assertThat(log.repairs()).isEqualTo(1);
    }

    List<AuditRecord> read = new ArrayList<>();
    assertThat(AuditReader.read(file, read::add)).isEqualTo(1);
    assertThat(read).containsExactly(entry("x"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsNamedAndKeepsEffectsFromHappening() {
    AuditLog log = AuditLog.open(Path.of("/dev/full"), AuditPolicy.STANDARD, () -> NOW);

    log.ensureWritable();
    assertThatThrownBy(() -> log.record(entry("x")))
        .isInstanceOf(AuditUnavailable.class)
        .hasMessageContaining("/dev/full")
        .hasMessageContaining("No space left on device");
    assertThatThrownBy(log::ensureWritable).isInstanceOf(AuditUnavailable.class);
    assertThatThrownBy(log::close).isInstanceOf(AuditUnavailable.class);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatCouldNotBeWrittenIsWrittenFirstOnceThereIsRoom() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("audit"), Path.of("/dev/full"));
    Path real = folder.resolve("real");
    AuditLog log = AuditLog.open(link, AuditPolicy.STANDARD, () -> NOW);
    assertThatThrownBy(() -> log.record(entry("first"))).isInstanceOf(AuditUnavailable.class);

    Files.delete(link);
    Files.createSymbolicLink(link, Files.createFile(real));
    log.reopen();
    log.ensureWritable();
    log.record(entry("second"));
    log.close();

    List<String> subjects = new ArrayList<>();
    AuditReader.read(real, r -> subjects.add(r.subject()));
    assertThat(subjects).containsExactly("first", "second");
  }

  @Test
  void anUnwritablePathIsNamed() throws Exception {
    Path file = Files.createFile(folder.resolve("plain"));

    assertThatThrownBy(() -> AuditLog.open(file.resolve("audit"), AuditPolicy.STANDARD, () -> NOW))
        .isInstanceOf(AuditUnavailable.class)
        .hasMessageContaining("plain")
        .hasMessageContaining("nothing is done unaudited");
    assertThatThrownBy(() -> AuditLog.open(folder, AuditPolicy.STANDARD, () -> NOW))
        .isInstanceOf(AuditUnavailable.class);
  }

  @Test
  void rotationLosesNoRecord() throws Exception {
    AtomicLong seconds = new AtomicLong();
    InstantSource clock = () -> NOW.plusSeconds(seconds.incrementAndGet());
    AuditPolicy policy = new AuditPolicy(AuditPolicy.Sync.EVERY_RECORD, OptionalLong.of(500));
    Path file = folder.resolve("audit");
    try (AuditLog log = AuditLog.open(file, policy, clock)) {
      for (int i = 0; i < 20; i++) {
        log.record(entry("job-" + i));
      }
    }

    List<String> subjects = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path one : files.toList()) {
        assertThat(Files.size(one)).isLessThan(800);
        assertThat(AuditReader.read(one, r -> subjects.add(r.subject()))).isZero();
      }
    }
    assertThat(subjects).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void manyThreadsNeverMixTheirLines() throws Exception {
    Path file = folder.resolve("audit");
    try (AuditLog log = AuditLog.open(file, AuditPolicy.STANDARD, () -> NOW)) {
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 16; t++) {
        String name = "thread-" + t + "-".repeat(t * 40);
        threads.add(Thread.ofVirtual().start(() -> writeFifty(log, name)));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }

    List<AuditRecord> read = new ArrayList<>();
    assertThat(AuditReader.read(file, read::add)).isZero();
    assertThat(read).hasSize(800);
  }

  private static void writeFifty(AuditLog log, String name) {
    for (int i = 0; i < 50; i++) {
      log.record(entry(name));
    }
  }

  private static AuditRecord entry(String subject) {
    return new AuditRecord(
        NOW, "gc", "purge", subject, "dead for 5h\nand more", Map.of("index", 7), "done");
  }
}
