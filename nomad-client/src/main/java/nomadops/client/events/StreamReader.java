package nomadops.client.events;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import nomadops.client.fault.NomadFault;
import nomadops.client.http.WireResponse;
import nomadops.client.time.Pause;
import org.jspecify.annotations.Nullable;

/// Reads, decodes, hands over; when the stream ends, waits a little and opens it again, until it is
/// closed.
final class StreamReader implements Runnable {
  /// A Raft entry of 2,048 jobs of 30 KB each still fits.
  private static final int LONGEST_LINE = 64 << 20;

  private final StreamSource source;
  private final Continuity continuity;
  private final ItemQueue queue;
  private final Silence silence;
  private final Reconnects reconnects;
  private final Pause pause;
  private volatile boolean closed;
  private volatile @Nullable WireResponse open;
  private long brokenAfter = -1;

  StreamReader(
      StreamSource source,
      Continuity continuity,
      ItemQueue queue,
      Silence silence,
      Reconnects reconnects,
      Pause pause) {
    this.source = source;
    this.continuity = continuity;
    this.queue = queue;
    this.silence = silence;
    this.reconnects = reconnects;
    this.pause = pause;
  }

  @Override
  public void run() {
    try {
      while (!closed) {
        long before = continuity.lastIndex();
        NomadFault cause = connectAndRead();
        if (!closed) {
          Duration delay = reconnects.after(continuity.lastIndex() != before);
          queue.put(new StreamItem.Disconnected(cause, delay));
          pause.sleep(delay);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      queue.close();
    }
  }

  private NomadFault connectAndRead() {
    try (WireResponse response = source.open(continuity.resumeAt())) {
      open = response;
      if (closed) {
        response.cancel();
      }
      silence.watch(response);
      continuity.connected();
      queue.put(new StreamItem.Connected());
      return read(response);
    } catch (NomadFault fault) {
      return fault;
    } finally {
      silence.stop();
      open = null;
    }
  }

  private NomadFault read(WireResponse response) {
    LineReader lines = new LineReader(response.body(), LONGEST_LINE);
    int seen = 0;
    while (true) {
      try {
        Optional<byte[]> line = lines.next();
        if (line.isEmpty()) {
          return source.ended(response, seen);
        }
        seen++;
        silence.heard();
        Optional<NomadFault> fault = take(response, FrameDecoder.decode(line.get()));
        if (fault.isPresent()) {
          return fault.get();
        }
      } catch (BrokenLineException e) {
        if (brokenAfter != continuity.lastIndex()) {
          brokenAfter = continuity.lastIndex();
          return source.broken(response, e);
        }
        // The same place broke twice: go on behind it, and say so.
        queue.put(new StreamGap(StreamGap.Cause.UNREADABLE_LINE, continuity.lastIndex(), 0, 0));
      } catch (IOException e) {
        return silence.ranOut() ? source.silent(response, e, seen) : response.cut(e);
      }
    }
  }

  private Optional<NomadFault> take(WireResponse response, Frame frame) {
    switch (frame) {
      case Frame.Beat _ -> {
        continuity.beat().ifPresent(queue::put);
        queue.put(new StreamItem.Heartbeat());
      }
      case Frame.Batch batch -> {
        Continuity.Arrival arrival = continuity.batch(batch.index());
        arrival.gap().ifPresent(queue::put);
        if (arrival.handOver()) {
          batch.events().forEach(queue::put);
        }
      }
      case Frame.ServerError error -> {
        return Optional.of(source.refused(response, error));
      }
    }
    return Optional.empty();
  }

  void close() {
    closed = true;
    WireResponse current = open;
    if (current != null) {
      current.cancel();
    }
  }
}
