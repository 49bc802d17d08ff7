package nomadops.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import nomadops.simulator.clock.SimClock;
import nomadops.simulator.fault.Fault;
import org.jspecify.annotations.Nullable;

/// Lets faults strike before a request is handled and while its answer is sent.
final class FaultyWriter {
  private final SimClock clock;

  FaultyWriter(SimClock clock) {
    this.clock = clock;
  }

  /// The connection breaks here.
  static final class Hangup extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /// What happens before the handler: an answer in its place, or null to go on.
  @Nullable Answer before(Request request, List<Fault> faults) {
    for (Fault fault : faults) {
      switch (fault) {
        case Fault.Latency(Duration pause) -> sleep(pause);
        case Fault.Status(int status, String body, int retryAfter) -> {
          Answer answer = Answer.text(status, body);
          return retryAfter > 0 ? answer.with("Retry-After", Integer.toString(retryAfter)) : answer;
        }
        case Fault.ResetBefore() -> throw new Hangup();
        case Fault.StaleRead() -> request.forceStale();
        case Fault.Run(Runnable action) -> action.run();
        case Fault.ResetAfter(),
            Fault.SlowBody(int _, Duration _),
            Fault.TruncatedBody(int _),
            Fault.BrokenJson(),
            Fault.DroppedEvents(int _) -> {}
      }
    }
    return null;
  }

  void send(HttpExchange exchange, Answer answer, List<Fault> faults) throws IOException {
    answer.headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    byte[] body = answer.body;
    for (Fault fault : faults) {
      switch (fault) {
        case Fault.ResetAfter() -> throw new Hangup();
        case Fault.BrokenJson() -> body = broken(body);
        case Fault.TruncatedBody(int bytes) -> {
          truncated(exchange, answer.status, body, bytes);
          return;
        }
        case Fault.SlowBody(int bytes, Duration pause) -> {
          slow(exchange, answer.status, body, bytes, pause);
          return;
        }
        case Fault.Latency(Duration _),
            Fault.Status(int _, String _, int _),
            Fault.ResetBefore(),
            Fault.StaleRead(),
            Fault.Run(Runnable _),
            Fault.DroppedEvents(int _) -> {}
      }
    }
    exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private static byte[] broken(byte[] body) {
    byte[] half = java.util.Arrays.copyOf(body, body.length / 2 + 1);
    half[half.length - 1] = '}';
    return half;
  }

  private static void truncated(HttpExchange exchange, int status, byte[] body, int bytes)
      throws IOException {
    exchange.sendResponseHeaders(status, Math.max(1, body.length));
    OutputStream out = exchange.getResponseBody();
    out.write(body, 0, Math.min(bytes, Math.max(0, body.length - 1)));
    out.flush();
    throw new Hangup();
  }

  private void slow(HttpExchange exchange, int status, byte[] body, int bytes, Duration pause)
      throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    OutputStream out = exchange.getResponseBody();
    for (int at = 0; at < body.length; at += bytes) {
      out.write(body, at, Math.min(bytes, body.length - at));
      out.flush();
      sleep(pause);
    }
    exchange.close();
  }

  private void sleep(Duration pause) {
    CountDownLatch done = new CountDownLatch(1);
    clock.after(pause, done::countDown);
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
