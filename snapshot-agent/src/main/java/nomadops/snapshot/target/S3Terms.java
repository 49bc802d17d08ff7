package nomadops.snapshot.target;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// How a bucket is spoken to.
///
/// @param region such as `eu-central-1`; empty for the one that the SDK finds (environment,
///   profile, instance)
/// @param endpoint instead of AWS' own, e.g. that of MinIO or Ceph
/// @param pathStyle the bucket stands in the path and not in the host's name
/// @param encryption what the store is asked to encrypt with
/// @param kmsKey with [Encryption#KMS]: whose key, left out that of the account
/// @param partBytes files above this are sent in parts of this size
/// @param spool a folder of this machine for what is received
/// @param silence the longest that one request may wait for an answer
public record S3Terms(
    Optional<String> region,
    Optional<URI> endpoint,
    boolean pathStyle,
    Encryption encryption,
    Optional<String> kmsKey,
    long partBytes,
    Path spool,
    Duration silence) {

  /// Server-side encryption.
  public enum Encryption {
    /// As the bucket is set up.
    BUCKET,
    AES256,
    KMS
  }

  /// The least that S3 takes for a part that is not the last.
  public static final long LEAST_PART = 5L << 20;

  /// The most that it takes at once.
  public static final long MOST_PART = 5L << 30;
}
