package nomadops.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import nomadops.client.fault.NomadFault;
import org.apache.hc.core5.http.ClassicHttpResponse;

/// An answer whose body is still on the wire.
final class StreamedResponse implements WireResponse {
  private static final Duration FOR_THE_END = Duration.ofMillis(20);

  private final String request;
  private final ClassicHttpResponse head;
  private final Link link;
  private final Optional<Connections> reuse;
  private final StreamedBody body;
  private boolean closed;

  /// @param reuse where the connection goes when the body was read to its end; empty when it has to
  ///   be closed in any case
  StreamedResponse(String request, ClassicHttpResponse head, Link link, Optional<Connections> reuse)
      throws IOException {
    this.request = request;
    this.head = head;
    this.link = link;
    this.reuse = reuse;
    this.body =
        new StreamedBody(
            head.getEntity() == null
                ? InputStream.nullInputStream()
                : head.getEntity().getContent());
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
    return WholeResponse.header(head, name);
  }

  @Override
  public InputStream body() {
    return body;
  }

  @Override
  public NomadFault cut(IOException failure) {
    return Faults.of(request, true, failure);
  }

  @Override
  public synchronized void cancel() {
    if (!closed) {
      link.close();
    }
  }

  /// The reader's to call. A reader that knows the end of its list does not ask for the end of the
  /// body, which has arrived by then.
  @Override
  public void close() {
    if (body.isShut()) {
      return;
    }
    boolean whole = false;
    if (reuse.isPresent()) {
      link.patience(Patience.each(FOR_THE_END));
      whole = body.endsHere();
    }
    body.shut();
    leave(whole);
  }

  /// From here on, the connection may be another's: [#cancel] does nothing any more.
  private synchronized void leave(boolean whole) {
    closed = true;
    if (whole) {
      reuse.orElseThrow().keep(link);
    } else {
      link.close();
    }
  }
}
