package nomadops.client.http;

import java.time.Duration;
import okhttp3.Interceptor;

/// Travels with one attempt and learns whether any of it can have been sent.
final class Attempt {
  private final Duration readTimeout;
  private volatile boolean sent;

  Attempt(Duration readTimeout) {
    this.readTimeout = readTimeout;
  }

  boolean sent() {
    return sent;
  }

  /// Before the connection: sets the attempt's own read timeout.
  static Interceptor timeouts() {
    return chain -> {
      Attempt attempt = chain.request().tag(Attempt.class);
      if (attempt == null) {
        return chain.proceed(chain.request());
      }
      int millis = (int) Math.min(Integer.MAX_VALUE, attempt.readTimeout.toMillis());
      return chain
          .withReadTimeout(millis, java.util.concurrent.TimeUnit.MILLISECONDS)
          .proceed(chain.request());
    };
  }

  /// On the connection: from here on, bytes may have left.
  static Interceptor witness() {
    return chain -> {
      Attempt attempt = chain.request().tag(Attempt.class);
      if (attempt != null) {
        attempt.sent = true;
      }
      return chain.proceed(chain.request());
    };
  }
}
