package nomadops.gc.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveAddressTest {
  @Test
  void aPathIsAFile() {
    assertThat(ArchiveAddress.parse("/var/lib/archive.sqlite"))
        .isEqualTo(new ArchiveAddress.SqliteFile(Path.of("/var/lib/archive.sqlite")));
  }

  @Test
  void aUserStandsBeforeTheHost() {
    assertThat(ArchiveAddress.parse("postgresql://gc@db.example:5433/nomad?sslmode=require"))
        .isEqualTo(
            new ArchiveAddress.Postgres(
                "jdbc:postgresql://db.example:5433/nomad?sslmode=require", Optional.of("gc")));
    assertThat(ArchiveAddress.parse("postgres://db.example/nomad"))
        .hasToString("postgresql://db.example/nomad");
    assertThat(ArchiveAddress.parse("jdbc:postgresql://a,b/nomad?user=gc"))
        .isEqualTo(
            new ArchiveAddress.Postgres("jdbc:postgresql://a,b/nomad?user=gc", Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://gc:hunter22@db/nomad",
        "postgresql://db/nomad?password=hunter22",
        "jdbc:postgresql://db/nomad?user=gc&password=hunter22",
        "jdbc:postgresql://gc:hunter22@db/nomad",
        "mysql://gc:hunter22@db/nomad",
        "postgresql://gc:hunter22@db/"
      })
  void noPasswordIsTakenAndNoneIsRepeated(String text) {
    assertThatThrownBy(() -> ArchiveAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hunter22");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "jdbc:sqlite:x", "https://db/x", "postgresql://db", "postgresql:///x"})
  void whatIsNeitherIsRefused(String text) {
    assertThatThrownBy(() -> ArchiveAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
