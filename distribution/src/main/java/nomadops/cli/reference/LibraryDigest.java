package nomadops.cli.reference;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// Tells one set of libraries from another by their content.
final class LibraryDigest {
  private LibraryDigest() {}

  /// SHA-256 in hex over names and contents of what a class path holds, in an order of its own:
  /// that of the class path says nothing about the content.
  static String of(URLClassLoader classes) throws IOException {
    List<String> lines = new ArrayList<>();
    for (URL place : classes.getURLs()) {
      Path path = path(place);
      if (Files.isDirectory(path)) {
        try (Stream<Path> files = Files.walk(path)) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            lines.add(line(path.relativize(file), file));
          }
        }
      } else {
        lines.add(line(path.getFileName(), path));
      }
    }
    Collections.sort(lines);
    return hex(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  private static Path path(URL place) throws IOException {
    try {
      return Path.of(place.toURI());
    } catch (URISyntaxException e) {
      throw new IOException("not a file: " + place, e);
    }
  }

  private static String line(Path name, Path file) throws IOException {
    return hex(Files.readAllBytes(file)) + "  " + name;
  }

  private static String hex(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
