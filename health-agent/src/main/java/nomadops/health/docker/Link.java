package nomadops.health.docker;

import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import nomadops.client.time.Pause;

/// A connection to a unix socket on which nothing takes longer than its deadline, and which an
/// interrupt ends: the channel never blocks, the selector waits.
final class Link implements Closeable, HttpAnswer.Bytes {
  private static final Duration GLANCE = Duration.ofMillis(10);
  private static final int AT_ONCE = 8_192;

  private final SocketChannel channel;
  private final Selector selector;
  private final Deadline deadline;
  private final ByteBuffer in = ByteBuffer.allocate(AT_ONCE).limit(0);
  private boolean heard;

  private Link(SocketChannel channel, Selector selector, Deadline deadline) {
    this.channel = channel;
    this.selector = selector;
    this.deadline = deadline;
  }

  /// @throws ConnectException when nobody listens there
  /// @throws TooSlow when those who wait already are so many that the system takes no more: Linux
  ///   says EAGAIN then, which is worth another try until the deadline
  static Link open(Path socket, Deadline deadline, Pause pause)
      throws IOException, InterruptedException {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(socket);
    while (true) {
      try {
        return connect(address, deadline);
      } catch (ConnectException e) {
        throw e;
      } catch (SocketException e) {
        if (denied(e)) {
          throw e;
        }
        if (deadline.passed()) {
          throw new TooSlow("took no connection (" + e.getMessage() + ")");
        }
        pause.sleep(GLANCE);
      }
    }
  }

  /// A security module may forbid what the file's mode allows.
  static boolean denied(IOException e) {
    return String.valueOf(e.getMessage()).contains("ermission denied");
  }

  // Whether a unix socket connects is known at once, also where it does not block.
  private static Link connect(UnixDomainSocketAddress address, Deadline deadline)
      throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.configureBlocking(false);
      boolean connected = channel.connect(address);
      if (!connected) {
        throw new SocketException("not connected at once");
      }
      Selector selector = Selector.open();
      channel.register(selector, SelectionKey.OP_READ);
      return new Link(channel, selector, deadline);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  void write(byte[] bytes) throws IOException, InterruptedException {
    ByteBuffer out = ByteBuffer.wrap(bytes);
    while (out.hasRemaining()) {
      if (channel.write(out) == 0) {
        await(SelectionKey.OP_WRITE, "did not take the whole question");
      }
    }
  }

  @Override
  public int next() throws IOException, InterruptedException {
    while (!in.hasRemaining()) {
      in.clear();
      int read = channel.read(in);
      in.flip();
      if (read < 0) {
        return -1;
      }
      if (read == 0) {
        await(SelectionKey.OP_READ, heard ? "stopped amid its answer" : "did not answer");
      }
      heard |= read > 0;
    }
    if (deadline.passed()) {
      // One that sends a byte now and then must not hold us either.
      throw new TooSlow("was not done with its answer");
    }
    return in.get() & 0xff;
  }

  private void await(int interest, String late) throws IOException, InterruptedException {
    channel.keyFor(selector).interestOps(interest);
    long millis = deadline.left().toMillis();
    if (millis > 0) {
      int _ = selector.select(millis);
      selector.selectedKeys().clear();
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (deadline.left().toMillis() <= 0) {
      throw new TooSlow(late);
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      selector.close();
    }
  }
}
