package nomadops.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import nomadops.client.fault.NomadFault;
import nomadops.client.http.WireRequest;
import nomadops.client.http.WireRequestBuilder;
import nomadops.client.http.WireResponse;

/// Receives a Raft snapshot and checks it: a connection that ends early would otherwise look like a
/// small snapshot.
final class Snapshot {
  private final Calls calls;

  Snapshot(Calls calls) {
    this.calls = calls;
  }

  SnapshotReceipt save(boolean stale, OutputStream sink) {
    WireRequestBuilder request =
        calls
            .get("operator.snapshot", "v1", "operator", "snapshot")
            .body(WireRequest.Body.STREAMED);
    if (stale) {
      request.flag("stale");
    }
    try (WireResponse response = calls.open(request)) {
      MessageDigest sha256 = sha256();
      long bytes = copy(response, sha256, sink);
      String digest = Base64.getEncoder().encodeToString(sha256.digest());
      String expected = response.header("Digest").orElse("(no Digest header)");
      if (!expected.equals("sha-256=" + digest)) {
        throw new NomadFault.Garbled(
            response.request(),
            response.request()
                + " gave "
                + bytes
                + " bytes with digest sha-256="
                + digest
                + ", but the server's digest is "
                + expected
                + ". Throw the file away and save again.",
            null);
      }
      return new SnapshotReceipt(bytes, digest, Meta.of(response));
    }
  }

  private static long copy(WireResponse response, MessageDigest digest, OutputStream sink) {
    InputStream body = response.body();
    byte[] buffer = new byte[1 << 16];
    long total = 0;
    while (true) {
      int read;
      try {
        read = body.read(buffer);
      } catch (IOException e) {
        throw response.cut(e);
      }
      if (read < 0) {
        return total;
      }
      digest.update(buffer, 0, read);
      total += read;
      try {
        sink.write(buffer, 0, read);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write the snapshot: " + e.getMessage(), e);
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
