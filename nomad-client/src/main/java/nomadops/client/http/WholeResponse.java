package nomadops.client.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import nomadops.client.fault.NomadFault;
import okhttp3.Headers;

/// An answer that is wholly in memory.
final class WholeResponse implements WireResponse {
  private final String request;
  private final int status;
  private final Headers headers;
  private final byte[] bytes;

  WholeResponse(String request, int status, Headers headers, byte[] bytes) {
    this.request = request;
    this.status = status;
    this.headers = headers;
    this.bytes = bytes;
  }

  @Override
  public String request() {
    return request;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
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
