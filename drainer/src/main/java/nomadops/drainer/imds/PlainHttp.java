package nomadops.drainer.imds;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import nomadops.client.time.Ticker;
import org.jspecify.annotations.Nullable;

/// By the JDK's old client, since it needs no thread of its own. Never through a proxy: the address
/// is link-local, and a proxy would answer for its own machine.
final class PlainHttp implements MetadataHttp {
  private static final int TIMEOUT_MILLIS = 2_000;
  private static final Duration WHOLE_ANSWER = Duration.ofSeconds(5);
  private static final int LONGEST_ANSWER = 256 * 1024;

  private final Ticker ticker;

  PlainHttp(Ticker ticker) {
    this.ticker = ticker;
  }

  @Override
  public Reply send(String method, URI address, Map<String, String> headers) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
    connection.setRequestMethod(method);
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    headers.forEach(connection::setRequestProperty);
    if (method.equals("PUT")) {
      connection.setDoOutput(true);
      connection.getOutputStream().close();
    }
    int status = connection.getResponseCode();
    try (InputStream body = body(connection, status)) {
      return new Reply(status, read(body));
    } catch (IOException e) {
      connection.disconnect();
      throw e;
    }
  }

  private static @Nullable InputStream body(HttpURLConnection connection, int status)
      throws IOException {
    return status >= 400 ? connection.getErrorStream() : connection.getInputStream();
  }

  /// The timeout of the connection is one for each read; a body that trickles needs this one.
  private String read(@Nullable InputStream body) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    byte[] part = new byte[4096];
    long start = ticker.nanos();
    int length = 0;
    while (body != null && (length = body.read(part)) >= 0) {
      whole.write(part, 0, length);
      if (whole.size() > LONGEST_ANSWER) {
        throw new IOException("an answer of more than " + LONGEST_ANSWER + " bytes");
      }
      if (ticker.nanos() - start > WHOLE_ANSWER.toNanos()) {
        throw new SocketTimeoutException("the answer trickles for more than " + WHOLE_ANSWER);
      }
    }
    return whole.toString(StandardCharsets.UTF_8);
  }
}
