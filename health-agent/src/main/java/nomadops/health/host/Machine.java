package nomadops.health.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// The file tree of the machine that is looked at.
///
/// @param root `/`, or where a container has the machine's tree
public record Machine(Path root) {
  private static final int MOST = 8 << 20;

  /// Where the machine's `path` is seen from here.
  Path at(Path path) {
    return root.resolve(Path.of("/").relativize(path.toAbsolutePath()));
  }

  /// The same without links, as mounts are named by the machine.
  Path real(Path path) throws Untold {
    try {
      Path real = at(path).toRealPath();
      Path top = root.toRealPath();
      if (!real.startsWith(top)) {
        throw new Untold(at(path) + " leads out of " + root);
      }
      return Path.of("/").resolve(top.relativize(real));
    } catch (IOException e) {
      throw untold(at(path), e);
    }
  }

  /// What a file of the kernel says, a character for each byte; empty when it is not there.
  Optional<String> look(String file) throws Untold {
    Path seen = at(Path.of(file));
    try (InputStream in = Files.newInputStream(seen)) {
      byte[] bytes = in.readNBytes(MOST);
      if (bytes.length == MOST) {
        throw new Untold(seen + " is longer than " + MOST + " bytes");
      }
      return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1).strip());
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw untold(seen, e);
    }
  }

  /// The same of a file that has to be there.
  String read(String file) throws Untold {
    return look(file).orElseThrow(() -> new Untold(at(Path.of(file)) + " is not there"));
  }

  /// The word at `index` of a file that has to be there, as a number that is not negative.
  long number(String file, int index) throws Untold {
    String text = read(file);
    String[] words = text.split("\\s+");
    return number(file, text, index < words.length ? words[index] : "");
  }

  /// @param text the whole of what the file says, to be shown
  long number(String file, String text, String word) throws Untold {
    try {
      if (word.matches("\\d+")) {
        return Long.parseLong(word);
      }
    } catch (NumberFormatException ignored) {
      // Told below, as every other text.
    }
    String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
    throw new Untold(at(Path.of(file)) + " is malformed: \"" + shown + "\"");
  }

  static Untold untold(Path path, IOException e) {
    String why =
        switch (e) {
          case NoSuchFileException _ -> " is not there";
          case AccessDeniedException _ -> " may not be read";
          default -> " cannot be read: " + e.getMessage();
        };
    return new Untold(path + why, e);
  }
}
