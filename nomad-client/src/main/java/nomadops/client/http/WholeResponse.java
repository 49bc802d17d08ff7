package nomadops.client.http;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import nomadops.client.fault.NomadFault;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/// An answer that is wholly in memory.
final class WholeResponse implements WireResponse {
  // A length up to here has its memory at once.
  private static final int BELIEVED = 1 << 20;

  private final String request;
  private final ClassicHttpResponse head;
  private final byte[] bytes;

  WholeResponse(String request, ClassicHttpResponse head, byte[] bytes) {
    this.request = request;
    this.head = head;
    this.bytes = bytes;
  }

  /// The body, or as much of it as is wanted.
  static byte[] read(ClassicHttpResponse head, int longest) throws IOException {
    HttpEntity entity = head.getEntity();
    if (entity == null) {
      return new byte[0];
    }
    long length = entity.getContentLength();
    if (length < 0 || length > longest || length > BELIEVED) {
      return entity.getContent().readNBytes(longest);
    }
    byte[] bytes = new byte[(int) length];
    if (entity.getContent().readNBytes(bytes, 0, bytes.length) < bytes.length) {
      throw new EOFException("the body ended early");
    }
    return bytes;
  }

  @Override
  public String request() {
    return request;
  }

  @Override
  public int status() {
    return head.getCode();
  }

  @Override
  public Optional<String> header(String name) {
    return header(head, name);
  }

  static Optional<String> header(ClassicHttpResponse head, String name) {
    return Optional.ofNullable(head.getFirstHeader(name)).map(Header::getValue);
  }

  @Override
  public InputStream body() {
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public NomadFault cut(IOException failure) {
    return Faults.of(request, true, failure);
  }

  @Override
  public void cancel() {}

  @Override
  public void close() {}
}
