package nomadops.health.report.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {
  private static final String NEW = "0123456789abcdef0123456789abcdef";
  private static final String OLD = "fedcba9876543210fedcba9876543210";

  @TempDir Path folder;
  private Path path;
  private SecretFile file;

  @BeforeEach
  void name() {
    path = folder.resolve("secret");
    file = new SecretFile(path);
  }

  private void refuses(String words) {
    assertThatThrownBy(file::read)
        .isInstanceOf(BadSecret.class)
        .hasMessageContaining(path.toString())
        .hasMessageContaining(words);
  }

  @Test
  void eachLineIsASecretAndTheFirstSigns() throws Exception {
    Files.writeString(path, "  " + NEW + "\r\n\n" + OLD + "\n");

    assertThat(file.read().values()).containsExactly(NEW, OLD);
    assertThat(file.read().signing()).isEqualTo(NEW);
    assertThat(file.read()).hasToString("2 secrets");
  }

  @Test
  void whatIsWrongIsNamedAndNoSecretShown() throws Exception {
    refuses("is not there");
    Files.writeString(path, "\n \n");
    refuses("is empty");
    Files.writeString(path, NEW + "\nshort");
    refuses("secret 2 has 5 characters, which can be guessed; give at least 32");
    assertThatThrownBy(file::read).message().doesNotContain("short").doesNotContain(NEW);
    Files.writeString(path, "a".repeat(31));
    refuses("secret 1 has 31 characters");
    Files.writeString(path, NEW + "\n" + OLD + "\n" + NEW);
    refuses("there are 3 secrets; give one, or two");
    Files.writeString(path, NEW.repeat(200));
    refuses("more than 4096 bytes");
    Files.write(path, new byte[] {(byte) 0xff, 1, 2});
    refuses("no UTF-8 text");
    Files.delete(path);
    Files.createDirectory(path);
    refuses("cannot be read");
  }

  @Test
  void whoMayReadItIsLookedAt() throws Exception {
    Files.writeString(path, NEW);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(file.isForEveryone()).isTrue();
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(file.isForEveryone()).isFalse();
    assertThat(new SecretFile(folder.resolve("none")).isForEveryone()).isFalse();
  }

  @Test
  void itIsReadAgainAndWhatIsBrokenChangesNothing() throws Exception {
    AtomicLong nanos = new AtomicLong();
    Files.writeString(path, OLD);
    KeptSecrets kept = new KeptSecrets(file, nanos::get);
    Files.writeString(path, NEW + "\n" + OLD);

    assertThat(kept.get().values()).as("it was read just now").isEqualTo(List.of(OLD));
    nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    assertThat(kept.get().values()).isEqualTo(List.of(NEW, OLD));
    Files.writeString(path, "half");
    nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    assertThat(kept.get().values()).isEqualTo(List.of(NEW, OLD));
    Files.writeString(path, NEW);
    nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    assertThat(kept.get().values()).isEqualTo(List.of(NEW));
  }

  @Test
  void withoutASecretToBeginWithThereIsNone() {
    assertThatThrownBy(() -> new KeptSecrets(file, () -> 0)).isInstanceOf(BadSecret.class);
  }
}
