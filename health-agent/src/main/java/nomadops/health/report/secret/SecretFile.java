package nomadops.health.report.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;

/// A file with a secret on a line of its own. A second line holds another one while one follows the
/// other: first the controllers take both, then the clients sign with the new one, then the old one
/// is taken away from the controllers.
public record SecretFile(Path path) {
  private static final int LONGEST = 4_096;

  /// Reads it.
  ///
  /// @throws BadSecret when it cannot be read, or holds no secret that is long enough
  public Secrets read() throws BadSecret {
    List<String> lines = text().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (lines.isEmpty()) {
      throw new BadSecret(
          path + " is empty; write a secret into it, e.g. what \"openssl rand -hex 32\" prints");
    }
    try {
      return new Secrets(lines);
    } catch (IllegalArgumentException e) {
      throw new BadSecret(path + ": " + e.getMessage(), e);
    }
  }

  private String text() throws BadSecret {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw new BadSecret(
            path
                + " has more than "
                + LONGEST
                + " bytes; it holds one or two lines, each a secret");
      }
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new BadSecret(path + " is no UTF-8 text; write a secret as hexadecimal digits", e);
    } catch (NoSuchFileException e) {
      throw new BadSecret(path + " is not there; write a secret into it", e);
    } catch (IOException e) {
      throw new BadSecret(path + " cannot be read: " + e, e);
    }
  }

  /// Whether every user of this machine may read it. False where nobody can tell.
  public boolean isForEveryone() {
    try {
      return Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    }
  }
}
