package nomadops.client.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokenSourceTest {
  @TempDir private Path folder;

  @Test
  void aTokenFileIsReadAgainWhenItChanges() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), " first \n");
    TokenSource source = TokenSource.file(file);
    assertThat(source.token()).contains("first");
    FileTime time = Files.getLastModifiedTime(file);
    Files.writeString(file, "second!");
    Files.setLastModifiedTime(file, time);
    assertThat(source.token()).as("another size").contains("second!");
    Files.writeString(file, "third!!");
    Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() + 5_000));
    assertThat(source.token()).as("another time").contains("third!!");
    Path next = Files.writeString(folder.resolve("next"), "fourth!");
    Files.setLastModifiedTime(next, FileTime.fromMillis(time.toMillis() + 5_000));
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(source.token()).as("another file").contains("fourth!");
    assertThat(source.toString()).doesNotContain("fourth!");
  }

  @Test
  void aMissingTokenFileIsNamed() {
    TokenSource source = TokenSource.file(folder.resolve("absent"));
    assertThatThrownBy(source::token)
        .isInstanceOf(TokenUnavailableException.class)
        .hasMessageContaining("absent");
  }

  @Test
  void anEmptyTokenIsNone() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "\n");
    assertThat(TokenSource.file(file).token()).isEmpty();
    assertThat(TokenSource.fixed(" ").token()).isEmpty();
    assertThat(TokenSource.environment(Map.of()).token()).isEmpty();
    assertThat(TokenSource.none().token()).isEmpty();
  }

  @Test
  void aTokenIsNeverShown() {
    TokenSource source = TokenSource.environment(Map.of("NOMAD_TOKEN", "s3cr3t"));
    assertThat(source.token()).contains("s3cr3t");
    assertThat(source.toString()).doesNotContain("s3cr3t").contains("redacted");
  }
}
