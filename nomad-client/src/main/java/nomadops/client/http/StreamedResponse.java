package nomadops.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import nomadops.client.fault.NomadFault;
import okhttp3.Call;
import okhttp3.Response;

/// An answer whose body is still on the wire.
record StreamedResponse(String request, Call call, Response response) implements WireResponse {
  @Override
  public int status() {
    return response.code();
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(response.header(name));
  }

  @Override
  public InputStream body() {
    return response.body().byteStream();
  }

  @Override
  public NomadFault cut(IOException failure) {
    return Faults.of(request, true, failure);
  }

  @Override
  public void cancel() {
    call.cancel();
  }

  @Override
  public void close() {
    response.close();
  }
}
