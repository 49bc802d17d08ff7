package nomadops.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Compares with a checked-in text. With -Dgolden.update=true the text is written anew instead.
public final class Golden {
  private Golden() {}

  /// Compares with a file of the module's goldens.
  public static void matches(String name, String actual) {
    matches(Path.of("src/test/resources/golden", name), actual);
  }

  /// Compares with any file of the repository.
  public static void matches(Path file, String actual) {
    try {
      if (Boolean.getBoolean("golden.update")) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, actual);
      }
      assertThat(actual)
          .as(
              "%s; if the change is meant, run scripts/check -Dgolden.update=true and commit the file",
              file)
          .isEqualTo(Files.exists(file) ? Files.readString(file) : "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
