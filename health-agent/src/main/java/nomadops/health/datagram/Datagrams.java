package nomadops.health.datagram;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import nomadops.client.time.Ticker;
import nomadops.runtime.config.HostPort;

/// Questions over UDP. What does not belong to the question is ignored, as anybody can send it.
///
/// @param ticker measures what is left of the time
public record Datagrams(Ticker ticker) {
  private static final int LARGEST = 4096;

  /// Asks up to `tries` times, the time shared out among them: a datagram may get lost.
  ///
  /// @param question made right before it is sent
  /// @param ours reads an answer as soon as it is there; empty when it is none to this question
  /// @throws SocketTimeoutException when no answer came
  /// @throws java.net.PortUnreachableException when nobody listens there
  /// @throws InterruptedException at once when the thread is interrupted
  public <T> T ask(
      HostPort server,
      Supplier<byte[]> question,
      Function<byte[], Optional<T>> ours,
      int tries,
      Duration within)
      throws IOException, InterruptedException {
    long start = ticker.nanos();
    InetSocketAddress address =
        new InetSocketAddress(resolved(server.host(), within), server.port());
    try (DatagramChannel channel = DatagramChannel.open();
        Selector selector = Selector.open()) {
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
      // Connected: the kernel drops what others send, and tells when the port is closed.
      channel.connect(address);
      for (int i = 1; i <= tries; i++) {
        channel.write(ByteBuffer.wrap(question.get()));
        long end = within.toNanos() / tries * i;
        Optional<T> answer = await(channel, selector, ours, start + end);
        if (answer.isPresent()) {
          return answer.get();
        }
      }
    }
    throw new SocketTimeoutException("nothing came in time");
  }

  /// The system's look-up of a name heeds neither a deadline nor an interrupt: it is left behind.
  private static InetAddress resolved(String host, Duration within)
      throws IOException, InterruptedException {
    FutureTask<InetAddress> lookUp = new FutureTask<>(() -> InetAddress.getByName(host));
    Thread.ofVirtual().name("look-up").start(lookUp);
    try {
      return lookUp.get(within.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw (IOException)
          new SocketTimeoutException("the name " + host + " was not resolved in time").initCause(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException fault ? fault : new IOException(e.getCause());
    }
  }

  private <T> Optional<T> await(
      DatagramChannel channel, Selector selector, Function<byte[], Optional<T>> ours, long end)
      throws IOException, InterruptedException {
    ByteBuffer buffer = ByteBuffer.allocate(LARGEST);
    for (long left = end - ticker.nanos(); left > 0; left = end - ticker.nanos()) {
      selector.select(Math.max(1, left / 1_000_000));
      if (Thread.interrupted()) {
        throw new InterruptedException("while waiting for a datagram");
      }
      selector.selectedKeys().clear();
      buffer.clear();
      if (channel.read(buffer) > 0) {
        byte[] message = new byte[buffer.flip().remaining()];
        buffer.get(message);
        Optional<T> answer = ours.apply(message);
        if (answer.isPresent()) {
          return answer;
        }
      }
    }
    return Optional.empty();
  }
}
