package nomadops.drainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process of moto's server, an imitation of AWS; ended by its handle. */
final class MotoServer implements AutoCloseable {
  private final List<ProcessHandle> ended;
  private final Process process;
  private final int port;

  /** The executable: what `MOTO_SERVER` names, else one on the PATH. */
  static Optional<String> executable() {
    Stream<String> named = Stream.ofNullable(System.getenv("MOTO_SERVER"));
    Stream<String> onPath =
        Arrays.stream(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
            .map(directory -> directory + "/moto_server");
    return Stream.concat(named, onPath).filter(path -> new File(path).canExecute()).findFirst();
  }

  MotoServer(String executable) {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      process =
          new ProcessBuilder(executable, "-H", "127.0.0.1", "-p", "" + port)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await();
    ended = process.descendants().toList();
  }

  private void await() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (!listens()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new IllegalStateException("moto_server does not listen on port " + port);
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException _) {
      return false;
    }
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    ended.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("moto_server ended").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
