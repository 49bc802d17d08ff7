package nomadops.gc.archive;

import static nomadops.gc.archive.Samples.job;
import static nomadops.gc.archive.Samples.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import nomadops.gc.archive.ArchiveUnavailable.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresArchiveTest extends ArchiveContract {
  private PostgresServer server;
  private int databases;

  @BeforeAll
  void start() throws Exception {
    Optional<Path> installed = PostgresServer.installed();
    Assumptions.assumeTrue(
        installed.isPresent(), "PostgreSQL is not installed: the archive in it is not tested");
    server = PostgresServer.start(installed.get());
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void fresh() throws Exception {
    databases++;
    server.sql("postgres", "CREATE DATABASE t" + databases);
  }

  private ArchiveAddress address() {
    return ArchiveAddress.parse(server.address("gc", "t" + databases));
  }

  @Override
  ArchiveDatabase open() {
    return ArchiveDatabase.write(address(), Optional.empty());
  }

  @Override
  ArchiveDatabase look() {
    return ArchiveDatabase.read(address(), Optional.empty());
  }

  @Test
  void replicasThatStartAtOnceMakeOneSchema() throws Exception {
    List<FutureTask<Long>> starts =
        java.util.stream.IntStream.range(0, 4)
            .mapToObj(i ->
                new FutureTask<>(() -> {
                  try (ArchiveDatabase archive = open()) {
                    archive.commit(List.of(job("same", 100), job("own-" + i, 100)), List.of());
                    return archive.generation();
                  }
                }))
            .toList();
    starts.forEach(start -> Thread.ofPlatform().start(start));
    for (FutureTask<Long> start : starts) {
      assertThat(start.get(60, TimeUnit.SECONDS)).isEqualTo(1);
    }
    try (ArchiveDatabase archive = look()) {
      assertThat(rows(archive, Samples.all())).hasSize(5);
      assertThat(archive.verify().whole()).isTrue();
    }
  }

  @Test
  void whatIsWrongIsSaidAndThePasswordIsNot() throws Exception {
    server.sql("postgres", "CREATE ROLE pw" + databases + " LOGIN PASSWORD 'hunter22'");
    server.sql("postgres", "ALTER DATABASE t" + databases + " OWNER TO pw" + databases);
    server.askForPassword("pw" + databases);
    ArchiveAddress guarded =
        ArchiveAddress.parse(server.address("pw" + databases, "t" + databases));
    ArchiveUnavailable wrong =
        catchThrowableOfType(
            ArchiveUnavailable.class,
            () -> ArchiveDatabase.write(guarded, Optional.of("mistaken")));
    assertThat(wrong.kind()).isEqualTo(Kind.MISCONFIGURED);
    assertThat(wrong).hasMessageContaining("PGPASSWORD");
    assertThat(wrong.getMessage()).doesNotContain("mistaken").doesNotContain("hunter22");
    try (ArchiveDatabase archive = ArchiveDatabase.write(guarded, Optional.of("hunter22"))) {
      archive.commit(List.of(job("build-1", 100)), List.of());
    }
    assertThatThrownBy(() ->
            ArchiveDatabase.write(
                ArchiveAddress.parse(server.address("gc", "nowhere")), Optional.empty()))
        .isInstanceOf(ArchiveUnavailable.class)
        .hasMessageContaining("nowhere")
        .hasMessageContaining("createdb");
  }

  @Test
  void aTrialMakesNothingAndSaysWhatARunWouldMeet() throws Exception {
    assertThat(ArchiveTrial.run(address(), Optional.empty())).as("there already").isFalse();
    assertThatThrownBy(this::look).hasMessageContaining("holds no archive");
    open().close();
    assertThat(ArchiveTrial.run(address(), Optional.empty())).isTrue();
    String reader = "reader" + databases;
    server.sql("postgres", "CREATE ROLE " + reader + " LOGIN");
    server.sql("postgres", "CREATE DATABASE empty" + databases);
    ArchiveAddress barred = ArchiveAddress.parse(server.address(reader, "empty" + databases));
    assertThatThrownBy(() -> ArchiveTrial.run(barred, Optional.empty()))
        .isInstanceOf(ArchiveUnavailable.class)
        .hasMessageContaining("must be able to create and write tables");
  }

  @Test
  void aDatabaseThatGoesAwayIsFoundAgain() throws Exception {
    try (ArchiveDatabase archive = open()) {
      archive.commit(List.of(job("before", 100)), List.of());
      server.down();
      ArchiveUnavailable away =
          catchThrowableOfType(
              ArchiveUnavailable.class,
              () -> archive.commit(List.of(job("during", 100)), List.of()));
      assertThat(away.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(away).hasMessageContaining("does not answer");
      assertThat(away.getMessage())
          .as("specifications may hold secrets")
          .doesNotContain("INSERT")
          .hasSizeLessThan(500);
      server.up();
      archive.commit(List.of(job("during", 100)), List.of());
      assertThat(archive.generation()).isGreaterThan(1);
      assertThat(rows(archive, Samples.all())).hasSize(2);
    } finally {
      if (!server.isUp()) {
        server.up();
      }
    }
  }
}
