package nomadops.bench.exporter;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import nomadops.bench.Series;

/// Scrapes as Prometheus does: one connection that is kept, its Accept header, the page read to its
/// end.
record Scraper(URI admin) {
  /// Of Prometheus 3 with its usual scrape protocols (`config/config.go`, `acceptHeader` in
  /// `scrape/scrape.go`).
  private static final String ACCEPT =
      "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,"
          + "application/openmetrics-text;version=0.0.1;q=0.4,"
          + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1";

  /// One answer.
  ///
  /// @param nanos from the request to the last byte, which is before it is decompressed
  /// @param bytes over the wire
  record Scrape(long nanos, int bytes, Series series) {}

  /// The whole page.
  Scrape all(boolean gzip) throws IOException {
    return get("/metrics", gzip);
  }

  /// One family. One of the exporter's own reads no cluster.
  Series family(String name) throws IOException {
    return get("/metrics?name[]=" + name, false).series();
  }

  /// Whether the view is the whole cluster.
  boolean ready() {
    try {
      HttpURLConnection connection = open("/readyz");
      boolean ready = connection.getResponseCode() == 200;
      connection.disconnect();
      return ready;
    } catch (IOException e) {
      return false;
    }
  }

  private HttpURLConnection open(String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create(admin + path.replace("[]", "%5B%5D")).toURL().openConnection();
    connection.setRequestProperty("Accept", ACCEPT);
    connection.setConnectTimeout(5_000);
    connection.setReadTimeout(30_000);
    return connection;
  }

  private Scrape get(String path, boolean gzip) throws IOException {
    HttpURLConnection connection = open(path);
    connection.setRequestProperty("Accept-Encoding", gzip ? "gzip" : "identity");
    long start = System.nanoTime();
    byte[] body;
    try (InputStream in = connection.getInputStream()) {
      body = in.readAllBytes();
    }
    long nanos = System.nanoTime() - start;
    return new Scrape(nanos, body.length, new Series(text(connection, body)));
  }

  private static String text(HttpURLConnection connection, byte[] body) throws IOException {
    if (!"gzip".equals(connection.getContentEncoding())) {
      return new String(body, StandardCharsets.UTF_8);
    }
    try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
