package nomadops.health.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;

/// The daemon behind a unix socket. Each question has a connection of its own, so that one that
/// hangs cannot hold up the next. Paths are without a version: the daemon answers as its newest API
/// says, and what we read of it has been there since 1.24.
final class Daemon {
  private final Path socket;
  private final Ticker ticker;
  private final Pause pause;

  Daemon(Path socket, Ticker ticker, Pause pause) {
    this.socket = socket;
    this.ticker = ticker;
    this.pause = pause;
  }

  Reply get(String path, Deadline deadline) throws InterruptedException {
    return ask("GET", path, "", deadline);
  }

  /// @param body JSON, or nothing
  Reply ask(String method, String path, String body, Deadline deadline)
      throws InterruptedException {
    Deadline begun = new Deadline(ticker, ticker.nanos());
    try {
      allowed();
      try (Link link = Link.open(socket, deadline, pause)) {
        link.write(question(method, path, body.getBytes(UTF_8)));
        HttpAnswer answer = HttpAnswer.read(link);
        return new Reply.Answered(answer.status(), answer.body(), begun.since());
      }
    } catch (NoSuchFileException _) {
      return new Reply.Absent("there is no " + socket + ": the daemon does not run, or elsewhere");
    } catch (ConnectException _) {
      return new Reply.Absent("nobody listens at " + socket + ": the daemon does not run");
    } catch (AccessDeniedException _) {
      return denied();
    } catch (TooSlow e) {
      return new Reply.Silent(String.valueOf(e.getMessage()), begun.since());
    } catch (Garbled e) {
      return new Reply.Broken(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return Link.denied(e) ? denied() : new Reply.Broken("broke off: " + e.getMessage());
    }
  }

  /// Connecting needs the right to write. It is asked for first, as a refusal of `connect` comes as
  /// a sentence in the language of the system.
  private void allowed() throws IOException {
    BasicFileAttributes _ = Files.readAttributes(socket, BasicFileAttributes.class);
    if (!Files.isWritable(socket)) {
      throw new AccessDeniedException(socket.toString());
    }
  }

  private Reply denied() {
    return new Reply.Denied(
        "this process may not use " + socket + ": its user must be in the socket's group");
  }

  private static byte[] question(String method, String path, byte[] body) {
    String head =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: docker\r\nUser-Agent: nomad-ops\r\nConnection: close\r\n"
            + (body.length == 0 ? "" : "Content-Type: application/json\r\n")
            + ("GET".equals(method) ? "" : "Content-Length: " + body.length + "\r\n")
            + "\r\n";
    byte[] start = head.getBytes(UTF_8);
    return ByteBuffer.allocate(start.length + body.length).put(start).put(body).array();
  }
}
