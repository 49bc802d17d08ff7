package nomadops.bench.health;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import nomadops.health.report.ReportJson;
import nomadops.runtime.signature.Signature;

/// Posts one report on a connection of its own, as every report is, and never twice: an HTTP client
/// of the JDK repeats what broke off, and would hide what was refused.
record Post(URI to, String secret) {
  private static final int PATIENCE_MS = 5_000;

  /// Signs it and sends it.
  ///
  /// @return the status of the answer, or 0 when there is none
  int send(byte[] document, Instant now) {
    String head =
        """
        POST %s HTTP/1.1\r
        Host: %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        %s: %d\r
        %s: %s\r
        \r
        """
            .formatted(
                ReportJson.PATH,
                to.getAuthority(),
                document.length,
                Signature.TIMESTAMP_HEADER,
                now.getEpochSecond(),
                Signature.HEADER,
                Signature.of(secret, now, document).value());
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(to.getHost(), to.getPort()), PATIENCE_MS);
      socket.setSoTimeout(PATIENCE_MS);
      byte[] start = head.getBytes(US_ASCII);
      byte[] all = new byte[start.length + document.length];
      System.arraycopy(start, 0, all, 0, start.length);
      System.arraycopy(document, 0, all, start.length, document.length);
      OutputStream out = socket.getOutputStream();
      out.write(all);
      BufferedReader in =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      String status = in.readLine();
      return status == null ? 0 : Integer.parseInt(status.split(" ", -1)[1]);
    } catch (IOException _) {
      return 0;
    }
  }
}
