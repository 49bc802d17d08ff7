package nomadops.drainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A process of moto's server, an imitation of AWS; ended by its handle. */
final class MotoServer implements AutoCloseable {
  private static final Pattern LISTENS =
      Pattern.compile("Running on (http://127\\.0\\.0\\.1:\\d+)");

  private final List<ProcessHandle> ended;
  private final Process process;
  private final Path log;
  private final URI endpoint;

  /** The executable: what `MOTO_SERVER` names, else one on the PATH. */
  static Optional<String> executable() {
    Stream<String> named = Stream.ofNullable(System.getenv("MOTO_SERVER"));
    Stream<String> onPath =
        Arrays.stream(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
            .map(directory -> directory + "/moto_server");
    return Stream.concat(named, onPath).filter(path -> new File(path).canExecute()).findFirst();
  }

  /** The server chooses its port, and says it: one chosen here might be taken by then. */
  MotoServer(String executable) {
    try {
      log = Files.createTempFile("moto", ".log");
      process =
          new ProcessBuilder(executable, "-H", "127.0.0.1", "-p", "0")
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    endpoint = await();
    ended = process.descendants().toList();
  }

  private URI await() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (true) {
      Matcher listens = LISTENS.matcher(said());
      if (listens.find()) {
        return URI.create(listens.group(1));
      }
      if (!process.isAlive() || System.nanoTime() > end) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new IllegalStateException("moto_server does not listen; it said: " + said());
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    ended.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("moto_server ended").isTrue();
      Files.delete(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
