package nomadops.health.internet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nomadops.runtime.config.HostPort;

/// The resolvers to ask. They are read anew for each look, as a lease may bring others.
@FunctionalInterface
public interface Resolvers {
  /// The resolvers at this moment.
  ///
  /// @throws IOException naming the file that cannot be read
  List<HostPort> now() throws IOException;

  static Resolvers of(List<HostPort> resolvers) {
    List<HostPort> fixed = List.copyOf(resolvers);
    return () -> fixed;
  }

  /// Those of `/etc/resolv.conf` as resolv.conf(5) reads it: without any, or without the file, the
  /// machine's own.
  static Resolvers file(Path file) {
    return () -> {
      List<HostPort> found = new ArrayList<>();
      for (String line : lines(file)) {
        String[] words = line.strip().split("\\s+");
        if (words.length >= 2 && words[0].equals("nameserver")) {
          found.add(new HostPort(words[1], 53));
        }
      }
      return found.isEmpty() ? List.of(new HostPort("127.0.0.1", 53)) : List.copyOf(found);
    };
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException _) {
      return List.of();
    } catch (IOException e) {
      throw new IOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
