package nomadops.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// An answer. Its body is at hand, or streams; close it in any case.
public interface WireResponse extends AutoCloseable {

  /// Method, path and address of the request, for messages.
  String request();

  int status();

  Optional<String> header(String name);

  /// The body, already in memory when the request asked for it whole.
  InputStream body();

  /// The fault that a failure while reading [#body()] means.
  nomadops.client.fault.NomadFault cut(IOException failure);

  /// Closes the connection under a reader, which then fails. Any thread may call it.
  void cancel();

  @Override
  void close();
}
