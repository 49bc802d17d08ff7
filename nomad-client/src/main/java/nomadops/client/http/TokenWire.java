package nomadops.client.http;

import java.util.Optional;
import nomadops.client.connection.Connection;
import nomadops.client.connection.TokenUnavailableException;
import nomadops.client.fault.NomadFault;

/// Adds the token, asked for anew each time.
record TokenWire(Wire next, Connection connection) implements Wire {
  @Override
  public WireResponse send(WireRequest request) {
    return next.send(
        token(request).map(value -> request.withHeader("X-Nomad-Token", value)).orElse(request));
  }

  private Optional<String> token(WireRequest request) {
    try {
      return connection.token().token();
    } catch (TokenUnavailableException e) {
      throw Faults.notSent(
          Faults.name(request, connection),
          NomadFault.Reason.TOKEN,
          String.valueOf(e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    next.close();
  }
}
