package nomadops.client.http;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import nomadops.client.connection.Connection;
import nomadops.client.fault.NomadFault;
import nomadops.client.time.Ticker;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.jspecify.annotations.Nullable;

/// Speaks HTTP. Nothing is repeated and no redirect is followed here: whether that is safe is
/// decided outside.
final class HttpWire implements Wire {
  private static final int LONGEST_ERROR_BODY = 1 << 20;

  private final Connection connection;
  private final RequestEncoder encoder;
  private final Connections connections;
  private final Ticker ticker;

  HttpWire(Connection connection, Ticker ticker) {
    this(connection, ticker, InetAddress::getAllByName);
  }

  HttpWire(Connection connection, Ticker ticker, Dialer.Names names) {
    Endpoint endpoint = Endpoint.of(connection);
    OpenSockets sockets = new OpenSockets();
    Dialer dialer = new Dialer(connection, endpoint, sockets, names, ticker);
    this.connection = connection;
    this.encoder = new RequestEncoder(endpoint);
    this.connections = new Connections(dialer, sockets, ticker);
    this.ticker = ticker;
  }

  @Override
  public WireResponse send(WireRequest request) {
    String name = Faults.name(request, connection);
    if (connections.isClosed()) {
      throw closed(name, null);
    }
    RequestTarget.unaddressable(request)
        .ifPresent(segment -> {
          throw Faults.notSent(
              name,
              NomadFault.Reason.UNADDRESSABLE,
              "a URL cannot name \"" + segment + "\" as a part of its path",
              null);
        });
    Attempt attempt = Attempt.of(request, connection, ticker);
    try {
      if (Thread.currentThread().isInterrupted()) {
        throw new ClosedByInterruptException();
      }
      return exchange(name, request, attempt);
    } catch (HttpException e) {
      throw failed(name, attempt, new IOException(e.getMessage(), e));
    } catch (IOException e) {
      throw failed(name, attempt, e);
    }
  }

  private NomadFault failed(String name, Attempt attempt, IOException failure) {
    if (!connections.isClosed() || Thread.currentThread().isInterrupted()) {
      return Faults.of(name, attempt.sent(), failure);
    }
    return attempt.sent()
        ? Faults.maybeApplied(name, new IOException("the client was closed", failure))
        : closed(name, failure);
  }

  private static NomadFault closed(String name, @Nullable IOException failure) {
    return Faults.notSent(name, NomadFault.Reason.CLOSED, "the client is closed", failure);
  }

  private WireResponse exchange(String name, WireRequest request, Attempt attempt)
      throws IOException, HttpException {
    ClassicHttpRequest http = encoder.encode(request);
    Link link = connections.lease(attempt);
    boolean handedOn = false;
    try {
      ClassicHttpResponse head = link.exchange(http, attempt);
      boolean reusable = DefaultConnectionReuseStrategy.INSTANCE.keepAlive(http, head, null);
      boolean answer = isAnswer(head.getCode(), request);
      if (answer && request.body() != WireRequest.Body.WHOLE) {
        boolean reuse = reusable && request.body() == WireRequest.Body.STREAMED;
        WireResponse response =
            new StreamedResponse(
                name, head, link, reuse ? Optional.of(connections) : Optional.empty());
        handedOn = true;
        return response;
      }
      int longest = answer ? Integer.MAX_VALUE : LONGEST_ERROR_BODY;
      byte[] body = WholeResponse.read(head, longest);
      if (reusable && body.length < longest) {
        connections.keep(link);
        handedOn = true;
      }
      if (!answer) {
        throw answered(name, head, body);
      }
      return new WholeResponse(name, head, body);
    } finally {
      if (!handedOn) {
        link.close();
      }
    }
  }

  private static boolean isAnswer(int status, WireRequest request) {
    return (status >= 200 && status < 300) || request.accepted().contains(status);
  }

  private static NomadFault answered(String name, ClassicHttpResponse head, byte[] body) {
    return Faults.answered(
        name,
        head.getCode(),
        new String(body, StandardCharsets.UTF_8),
        WholeResponse.header(head, "Retry-After"));
  }

  @Override
  public void close() {
    connections.close();
  }
}
