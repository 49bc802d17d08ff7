package nomadops.health.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@EnabledOnOs(OS.LINUX)
class VolumesTest {
  @TempDir private Path folder;

  @Test
  void inodesAreAsStatCountsThem() throws Exception {
    String[] counted = stat("%c %d").split(" ");
    long total = Long.parseLong(counted[0]);

    Optional<Share> inodes = Volumes.system().inodes(folder);

    assertThat(inodes.isPresent()).isEqualTo(total != 0);
    inodes.ifPresent(share -> {
      // Others make and remove files meanwhile.
      assertThat(share.total()).isCloseTo(total, within(total / 100));
      assertThat(share.free()).isCloseTo(Long.parseLong(counted[1]), within(total / 100));
    });
  }

  @Test
  void bytesAreThoseOfTheFileSystem() throws Exception {
    Share bytes = Volumes.system().bytes(folder);

    assertThat(bytes.total()).isEqualTo(Files.getFileStore(folder).getTotalSpace());
    assertThat(bytes.free()).isBetween(0L, bytes.total());
  }

  @Test
  void aPathThatIsNotThereIsNamed() {
    Path gone = folder.resolve("gone");

    assertThatThrownBy(() -> Volumes.system().inodes(gone))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(gone.toString());
    assertThatThrownBy(() -> Volumes.system().bytes(gone)).isInstanceOf(NoSuchFileException.class);
  }

  private String stat(String format) throws IOException, InterruptedException {
    Process stat = new ProcessBuilder("stat", "-f", "-c", format, folder.toString()).start();
    try {
      assertThat(stat.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return new String(stat.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } finally {
      stat.destroyForcibly();
    }
  }
}
