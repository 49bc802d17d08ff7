package nomadops.client.http;

/// Sends one request. Decorators wrap one another; the innermost owns the connections.
public interface Wire extends AutoCloseable {

  /// Returns an answer with a status that the request accepts; close it.
  ///
  /// @throws nomadops.client.fault.NomadFault in every other case
  WireResponse send(WireRequest request);

  /// Ends every call under way; later ones fail without being sent.
  @Override
  void close();
}
