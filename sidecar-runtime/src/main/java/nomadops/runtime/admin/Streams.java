package nomadops.runtime.admin;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import org.jspecify.annotations.Nullable;

/// Server-sent events: to each watcher what has changed since its last frame, at most once a
/// second. A watcher is a thread, so there are few; whoever reads slowly keeps its own thread and
/// nothing else, and the server's bound on answers (30 s) cuts it off. For the same bound a stream
/// ends by itself before that, and the browser begins the next one.
final class Streams {
  /// So many at a time; the 64 connections of the server are for Prometheus and kubelets, too.
  static final int MOST = 8;

  /// Well below the 30 s that the JDK's server allows an answer, for it looks every 10 s.
  static final Duration LENGTH = Duration.ofSeconds(20);

  private static final Duration ALIVE = Duration.ofSeconds(5);

  private final Semaphore places = new Semaphore(MOST);
  private final LivePage page;
  private final Ticker ticker;
  private final Pause pause;

  Streams(LivePage page, Ticker ticker, Pause pause) {
    this.page = page;
    this.ticker = ticker;
    this.pause = pause;
  }

  /// Sends until the stream's length is over or the watcher is gone.
  ///
  /// @return false when there is no place; then nothing was sent
  boolean serve(HttpExchange exchange) throws IOException, InterruptedException {
    if (!places.tryAcquire()) {
      return false;
    }
    try {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      send(exchange.getResponseBody());
      return true;
    } finally {
      places.release();
    }
  }

  private void send(OutputStream out) throws IOException, InterruptedException {
    write(out, "retry: 500\n\n");
    Map<String, String> sent = new HashMap<>();
    long began = ticker.nanos();
    long told = began;
    while (ticker.nanos() - began < LENGTH.toNanos()) {
      LivePage.Frame frame = page.frame();
      Map<String, String> changed = changed(frame.sections(), sent);
      if (!changed.isEmpty()) {
        write(out, "data: " + FrameText.of(frame, changed) + "\n\n");
        told = ticker.nanos();
      } else if (ticker.nanos() - told >= ALIVE.toNanos()) {
        // Tells the browser that all is well, and us that it is gone.
        write(out, "event: alive\ndata:\n\n");
        told = ticker.nanos();
      }
      pause.sleep(LivePage.BETWEEN);
    }
  }

  /// What differs; `sent` becomes the frame's.
  private static Map<String, String> changed(Map<String, String> now, Map<String, String> sent) {
    Map<String, String> changed = new HashMap<>();
    now.forEach((id, json) -> {
      @Nullable String before = sent.put(id, json);
      if (!json.equals(before)) {
        changed.put(id, json);
      }
    });
    return changed;
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
