package nomadops.client;

import java.util.Objects;

/// A snapshot that was received whole.
///
/// @param bytes its length
/// @param sha256 its digest in base64, which matched the server's
public record SnapshotReceipt(long bytes, String sha256, ResponseMeta meta) {
  public SnapshotReceipt {
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(meta, "meta");
  }
}
