package nomadops.client.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// One connection. It serves one attempt at a time.
final class Link {
  private static final Http1Config BOUNDS =
      Http1Config.custom().setMaxLineLength(1 << 16).setMaxHeaderCount(200).build();
  private static final Duration GLANCE = Duration.ofMillis(1);
  // What is smaller fits into the buffers of an idle connection, so that no write of it waits.
  private static final long SMALL = 8 << 10;

  private final Socket raw;
  private final PatientSocket patient;
  private final OpenSockets sockets;
  private final Http1 http;
  private @Nullable Attempt attempt;
  private long idleSince;

  /// @param raw what to close
  /// @param top what to speak over: `patient`, or TLS on it
  Link(Socket raw, PatientSocket patient, Socket top, OpenSockets sockets) throws IOException {
    this.raw = raw;
    this.patient = patient;
    this.sockets = sockets;
    this.http = new Http1(new Holder(top));
  }

  /// HttpCore's connection, over a socket that we know to be connected.
  private static final class Http1 extends DefaultBHttpClientConnection {
    private Http1(SocketHolder holder) throws IOException {
      super(BOUNDS);
      bind(holder);
    }
  }

  /// Tells the attempt when its first byte is about to leave.
  private final class Holder extends SocketHolder {
    private Holder(Socket socket) {
      super(socket);
    }

    @Override
    protected OutputStream getOutputStream(Socket socket) throws IOException {
      OutputStream out = socket.getOutputStream();
      return new OutputStream() {
        @Override
        public void write(int b) throws IOException {
          write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          if (attempt != null) {
            attempt.sending();
          }
          out.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
          out.flush();
        }
      };
    }
  }

  /// Sends a request and reads the head of its answer; the entity still streams.
  ClassicHttpResponse exchange(ClassicHttpRequest request, Attempt now)
      throws IOException, HttpException {
    attempt = now;
    patience(now.patience());
    send(request, now.patience());
    ClassicHttpResponse response = http.receiveResponseHeader();
    while (isInterim(response.getCode())) {
      response = http.receiveResponseHeader();
    }
    if (MessageSupport.canResponseHaveBody(request.getMethod(), response)) {
      http.receiveResponseEntity(response);
    }
    return response;
  }

  private void send(ClassicHttpRequest request, Patience patience)
      throws IOException, HttpException {
    HttpEntity entity = request.getEntity();
    if (entity == null || entity.getContentLength() <= SMALL) {
      write(request);
      return;
    }
    WriteGuard guard = new WriteGuard(patience.millis(), this::close);
    try (guard) {
      write(request);
    } catch (IOException e) {
      throw guard.explained(e);
    }
  }

  private void write(ClassicHttpRequest request) throws IOException, HttpException {
    http.sendRequestHeader(request);
    if (request.getEntity() != null) {
      http.sendRequestEntity(request);
    }
    http.flush();
  }

  private static boolean isInterim(int status) {
    return status < HttpStatus.SC_OK && status != HttpStatus.SC_SWITCHING_PROTOCOLS;
  }

  void patience(Patience now) {
    patient.patience(now);
  }

  /// False when the server has closed it, or has said something that nobody asked for. Takes a
  /// millisecond.
  boolean isSound() {
    patience(Patience.each(GLANCE));
    Timeout glance = Timeout.of(GLANCE);
    try {
      return !http.isDataAvailable(glance) && !http.isStale();
    } catch (IOException _) {
      return false;
    }
  }

  void idleSince(long nanos) {
    attempt = null;
    idleSince = nanos;
  }

  long idleSince() {
    return idleSince;
  }

  /// Ends whatever waits on it, at once; any thread may call it. Without TLS's farewell, which
  /// could itself wait.
  void close() {
    sockets.close(raw);
  }
}
