package nomadops.runtime.admin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// A page's bytes as they go over the wire, whole before the first is sent: a body that fails half
/// way is an error and no truncated page, and a client that reads slowly keeps this one buffer and
/// nothing else. A large page is compressed while it is written, so it is never held plain.
final class Rendering extends OutputStream {
  private static final int COMPRESS_FROM = 1024;

  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(8192);
  private final boolean mayCompress;
  private OutputStream out = buffer;
  private boolean compressed;

  /// A scraper waits for it and the network is near: an eighth more bytes (8.0 kB for 7.1), sooner.
  private static final class QuickGzip extends GZIPOutputStream {
    QuickGzip(OutputStream out) throws IOException {
      super(out, 8192);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  private Rendering(boolean mayCompress) {
    this.mayCompress = mayCompress;
  }

  /// @param mayCompress when the client understands gzip
  static Rendering of(Page page, boolean mayCompress) throws IOException {
    Rendering rendering = new Rendering(mayCompress);
    try (rendering) {
      page.body().writeTo(rendering);
    }
    return rendering;
  }

  /// True when the bytes are gzip.
  boolean compressed() {
    return compressed;
  }

  int length() {
    return buffer.size();
  }

  void sendTo(OutputStream client) throws IOException {
    buffer.writeTo(client);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (mayCompress && !compressed && buffer.size() + length >= COMPRESS_FROM) {
      byte[] before = buffer.toByteArray();
      buffer.reset();
      out = new QuickGzip(buffer);
      out.write(before);
      compressed = true;
    }
    out.write(bytes, offset, length);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
