package nomadops.client.events;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import nomadops.client.fault.NomadFault;
import nomadops.client.http.Wire;
import nomadops.client.http.WireRequest;
import nomadops.client.http.WireResponse;

/// Each connection is one script: bytes, an end, a reset, or silence. A connection beyond the
/// scripts waits for one.
final class ScriptedWire implements Wire {
  /// One connection.
  sealed interface Script {
    record Text(String latin1, End end) implements Script {}

    record Refused(NomadFault fault) implements Script {}
  }

  /// How a connection ends after its bytes.
  enum End {
    END_OF_STREAM,
    RESET,
    SILENCE
  }

  final List<Optional<String>> askedIndexes = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Script> scripts = new LinkedBlockingQueue<>();

  void then(String text, End end) {
    then(text.getBytes(StandardCharsets.UTF_8), end);
  }

  void then(byte[] bytes, End end) {
    scripts.add(new Script.Text(new String(bytes, StandardCharsets.ISO_8859_1), end));
  }

  void refuse(NomadFault fault) {
    scripts.add(new Script.Refused(fault));
  }

  @Override
  public WireResponse send(WireRequest request) {
    askedIndexes.add(
        request.query().stream()
            .filter(parameter -> parameter.name().equals("index"))
            .flatMap(parameter -> parameter.value().stream())
            .findFirst());
    try {
      return switch (scripts.take()) {
        case Script.Refused refused -> throw refused.fault();
        case Script.Text script -> new Connection(script);
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NomadFault.NotSent("test", NomadFault.Reason.INTERRUPTED, "interrupted", e);
    }
  }

  @Override
  public void close() {}

  private static final class Connection extends InputStream implements WireResponse {
    private final byte[] bytes;
    private final End end;
    private int at;
    private boolean cancelled;

    Connection(Script.Text script) {
      this.bytes = script.latin1().getBytes(StandardCharsets.ISO_8859_1);
      this.end = script.end();
    }

    @Override
    public synchronized int read() throws IOException {
      if (at < bytes.length) {
        return bytes[at++] & 0xff;
      }
      return switch (end) {
        case END_OF_STREAM -> -1;
        case RESET -> throw new IOException("Connection reset");
        case SILENCE -> {
          while (!cancelled) {
            try {
              wait();
            } catch (InterruptedException _) {
              throw new IOException("interrupted");
            }
          }
          throw new IOException("Canceled");
        }
      };
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int left = bytes.length - at;
      if (left <= 0) {
        return read();
      }
      int some = Math.min(left, Math.min(length, 1000));
      System.arraycopy(bytes, at, buffer, offset, some);
      at += some;
      return some;
    }

    @Override
    public String request() {
      return "GET /v1/event/stream";
    }

    @Override
    public int status() {
      return 200;
    }

    @Override
    public Optional<String> header(String name) {
      return Optional.empty();
    }

    @Override
    public InputStream body() {
      return this;
    }

    @Override
    public NomadFault cut(IOException failure) {
      return new NomadFault.MaybeApplied(request(), "cut: " + failure.getMessage(), failure);
    }

    @Override
    public synchronized void cancel() {
      cancelled = true;
      notifyAll();
    }

    @Override
    public void close() {}
  }
}
