package nomadops.client.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nomadops.client.connection.Connection;
import nomadops.client.fault.NomadFault;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// Speaks HTTP. OkHttp repeats nothing by itself here: whether that is safe is decided outside.
final class HttpWire implements Wire {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final long LONGEST_ERROR_BODY = 1 << 20;

  private final Connection connection;
  private final OkHttpClient http;
  private final HttpUrl base;
  private volatile boolean closed;

  HttpWire(Connection connection) {
    this.connection = connection;
    this.http = Transport.client(connection);
    this.base = Transport.base(connection);
  }

  @Override
  public WireResponse send(WireRequest request) {
    String name = Faults.name(request, connection);
    if (closed) {
      throw Faults.notSent(name, NomadFault.Reason.CLOSED, "the client is closed", null);
    }
    Attempt attempt = new Attempt(readTimeout(request));
    Call call = http.newCall(encode(name, request, attempt));
    if (request.body() == WireRequest.Body.WHOLE) {
      Duration all = connection.requestTimeout().plus(request.allowance());
      call.timeout().timeout(all.toNanos(), TimeUnit.NANOSECONDS);
    }
    try {
      return receive(name, request, call, execute(call));
    } catch (IOException e) {
      throw Faults.of(name, attempt.sent(), e);
    } catch (InterruptedException e) {
      throw Faults.of(name, attempt.sent(), interrupted(e));
    }
  }

  /// Kotlin knows no checked exceptions: OkHttp 5.5 lets an [InterruptedException] of its
  /// connection finder through, undeclared.
  @SuppressWarnings("RedundantThrows")
  private static Response execute(Call call) throws IOException, InterruptedException {
    return call.execute();
  }

  private static IOException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    IOException failure = new InterruptedIOException("interrupted");
    failure.initCause(cause);
    return failure;
  }

  private static WireResponse receive(
      String name, WireRequest request, Call call, Response response) throws IOException {
    boolean kept = false;
    try {
      int status = response.code();
      if (!response.isSuccessful() && !request.accepted().contains(status)) {
        String body = response.peekBody(LONGEST_ERROR_BODY).string();
        throw Faults.answered(
            name, status, body, java.util.Optional.ofNullable(response.header("Retry-After")));
      }
      if (request.body() == WireRequest.Body.WHOLE) {
        return new WholeResponse(name, status, response.headers(), response.body().bytes());
      }
      kept = true;
      return new StreamedResponse(name, call, response);
    } finally {
      if (!kept) {
        response.close();
      }
    }
  }

  private Duration readTimeout(WireRequest request) {
    return request.body() == WireRequest.Body.ENDLESS
        ? Duration.ZERO
        : connection.requestTimeout().plus(request.allowance());
  }

  private Request encode(String name, WireRequest request, Attempt attempt) {
    HttpUrl.Builder url = base.newBuilder();
    for (String segment : request.segments()) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw Faults.notSent(
            name,
            NomadFault.Reason.UNADDRESSABLE,
            "a URL cannot name \"" + segment + "\" as a part of its path",
            null);
      }
      url.addPathSegment(segment);
    }
    for (WireRequest.Parameter parameter : request.query()) {
      url.addQueryParameter(parameter.name(), parameter.value().orElse(null));
    }
    Request.Builder http =
        new Request.Builder()
            .url(url.build())
            .method(request.method().name(), content(request))
            // Nomad makes a compressor for each answer, however small, about a megabyte of garbage
            // (CompressHandler in
            // command/agent/http.go, 2.0.5): measured, it tripled the server's CPU time for a
            // purge.
            .header("Accept-Encoding", "identity")
            .tag(Attempt.class, attempt);
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      http.header(header.getKey(), header.getValue());
    }
    return http.build();
  }

  private static @Nullable RequestBody content(WireRequest request) {
    if (request.content().isPresent()) {
      return RequestBody.create(request.content().get(), JSON);
    }
    return request.method() == WireRequest.Method.PUT
        ? RequestBody.create(new byte[0], null)
        : null;
  }

  @Override
  public void close() {
    closed = true;
    http.dispatcher().cancelAll();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
