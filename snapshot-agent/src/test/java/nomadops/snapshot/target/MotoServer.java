package nomadops.snapshot.target;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A process of moto's server, an imitation of AWS; ended by its handle.
final class MotoServer implements AutoCloseable {
  private static final Pattern LISTENS =
      Pattern.compile("Running on (http://127\\.0\\.0\\.1:\\d+)");

  private final Process process;
  private final Path log;
  private final URI endpoint;
  private final List<ProcessHandle> children;

  /// The executable: what `MOTO_SERVER` names, else one on the PATH.
  static Optional<String> executable() {
    Stream<String> named = Stream.ofNullable(System.getenv("MOTO_SERVER"));
    Stream<String> onPath =
        Arrays.stream(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
            .map(directory -> directory + "/moto_server");
    return Stream.concat(named, onPath).filter(path -> new File(path).canExecute()).findFirst();
  }

  /// The server chooses its port, and says it.
  MotoServer(String executable, Path folder) throws IOException, InterruptedException {
    log = folder.resolve("moto.log");
    process =
        new ProcessBuilder(executable, "-H", "127.0.0.1", "-p", "0")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    endpoint = await();
    children = process.descendants().toList();
  }

  private URI await() throws IOException, InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (true) {
      String said = Files.readString(log);
      Matcher listens = LISTENS.matcher(said);
      if (listens.find()) {
        return URI.create(listens.group(1));
      }
      if (!process.isAlive() || System.nanoTime() > end) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new IllegalStateException("moto_server does not listen; it said: " + said);
      }
      Thread.sleep(100);
    }
  }

  URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    children.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("moto_server does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
