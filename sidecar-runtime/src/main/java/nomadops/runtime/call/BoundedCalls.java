package nomadops.runtime.call;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Calls that are over in time, the answer included. Redirects are not followed: secrets go where
/// they were meant to go, or nowhere. The proxy is that of the JVM (`https.proxyHost`). For many
/// threads.
public final class BoundedCalls implements AutoCloseable {
  private final Duration timeout;
  private final HttpClient client;

  /// @param timeout of one call, the answer included
  public BoundedCalls(Duration timeout) {
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  /// What came back.
  public sealed interface Answer {
    record Got(HttpResponse<String> response) implements Answer {}

    /// Nothing did in time. The other side may have acted.
    record Late(Duration waited, TimeoutException fault) implements Answer {}

    /// Nothing whole did. The other side may have acted.
    record Broken(Throwable fault) implements Answer {
      /// The fault's kind and what it says.
      public String words() {
        String said = fault.getMessage() == null ? "" : ": " + fault.getMessage();
        return fault.getClass().getSimpleName() + said;
      }

      /// The network or the other side failed, and not this program.
      public boolean isOfTheWire() {
        return fault instanceof IOException;
      }
    }
  }

  /// Sends one request.
  ///
  /// @param reading bounds what is read of the answer
  public Answer send(HttpRequest request, BodyHandler<String> reading) throws InterruptedException {
    // A timeout of the request's own ends when the answer begins; this one, when it is there.
    CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, reading);
    try {
      return new Answer.Got(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return new Answer.Late(timeout, e);
    } catch (ExecutionException e) {
      return new Answer.Broken(e.getCause() == null ? e : e.getCause());
    } finally {
      boolean _ = answer.cancel(true);
    }
  }

  /// Breaks off what is under way.
  @Override
  public void close() {
    client.shutdownNow();
  }
}
