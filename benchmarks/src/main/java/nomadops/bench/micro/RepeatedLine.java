package nomadops.bench.micro;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import nomadops.client.fault.NomadFault;
import nomadops.client.http.Wire;
import nomadops.client.http.WireRequest;
import nomadops.client.http.WireResponse;

/// A server whose event stream says one line as often as it is asked to.
final class RepeatedLine implements Wire {
  private final byte[] line;
  private final Semaphore asked = new Semaphore(0);

  RepeatedLine(byte[] line) {
    this.line = line.clone();
  }

  void say(int times) {
    asked.release(times);
  }

  @Override
  public WireResponse send(WireRequest request) {
    return new Answer(new Repeating());
  }

  @Override
  public void close() {}

  private final class Repeating extends InputStream {
    private int at;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      if (at == 0) {
        try {
          asked.acquire();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new InterruptedIOException("closed");
        }
      }
      int count = Math.min(length, line.length - at);
      System.arraycopy(line, at, into, from, count);
      at = (at + count) % line.length;
      return count;
    }
  }

  private record Answer(InputStream body) implements WireResponse {
    @Override
    public String request() {
      return "a recorded line";
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
    public NomadFault cut(IOException failure) {
      return new NomadFault.MaybeApplied(request(), request() + " was cut", failure);
    }

    @Override
    public void cancel() {}

    @Override
    public void close() {}
  }
}
