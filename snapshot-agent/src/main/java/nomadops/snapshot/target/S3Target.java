package nomadops.snapshot.target;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import nomadops.snapshot.archive.ArchiveFacts;
import nomadops.snapshot.policy.SnapshotName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// A bucket. An object is visible only when it was sent whole and the store has compared its
/// digest; then it is asked for what it keeps.
///
/// The role needs s3:ListBucket on the bucket (for the prefix), and s3:PutObject, s3:GetObject,
/// s3:DeleteObject and s3:AbortMultipartUpload on what is in the prefix.
public final class S3Target implements Target {
  private static final Logger LOG = LoggerFactory.getLogger(S3Target.class);
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final S3Client s3;
  private final Place.Bucket place;
  private final Path spool;
  private final S3Upload upload;

  private S3Target(S3Client s3, Place.Bucket place, S3Terms terms) {
    this.s3 = s3;
    this.place = place;
    this.spool = terms.spool();
    this.upload = new S3Upload(s3, place.bucket(), terms);
  }

  /// Sends nothing yet.
  ///
  /// @param credentials empty for those of the SDK's default chain (environment, profile, web
  ///   identity, container, instance)
  /// @throws TargetFault when no region is given or found
  public static S3Target at(
      Place.Bucket place, S3Terms terms, Optional<AwsCredentialsProvider> credentials)
      throws TargetFault {
    S3ClientBuilder builder =
        S3Client.builder()
            .forcePathStyle(terms.pathStyle())
            // Older stores refuse what the SDK would add of its own; we send our own digest.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT)
                    .socketTimeout(terms.silence()));
    terms.region().map(Region::of).ifPresent(builder::region);
    terms.endpoint().ifPresent(builder::endpointOverride);
    credentials.ifPresent(builder::credentialsProvider);
    try {
      return new S3Target(builder.build(), place, terms);
    } catch (SdkException e) {
      throw new TargetFault("cannot speak to " + place + ": " + e.getMessage(), e);
    }
  }

  @Override
  public String describe() {
    return place.toString();
  }

  @Override
  public Path spool() {
    return spool;
  }

  @Override
  public List<Stored> list() throws TargetFault, InterruptedException {
    return asked(
        "list " + place,
        () -> {
          List<Stored> all = new ArrayList<>();
          s3.listObjectsV2Paginator(
                  list -> list.bucket(place.bucket()).prefix(place.prefix()).delimiter("/"))
              .contents()
              .forEach(object -> stored(object).ifPresent(all::add));
          return List.copyOf(all);
        });
  }

  private Optional<Stored> stored(S3Object object) {
    return SnapshotName.parse(object.key().substring(place.prefix().length()))
        .filter(_ -> object.size() > 0)
        .map(name -> new Stored(name, object.size()));
  }

  @Override
  public void put(Path file, SnapshotName name, ArchiveFacts facts)
      throws TargetFault, InterruptedException {
    String key = key(name);
    String what = describe(name);
    String expected = asked("keep " + what, () -> upload.send(file, key, facts));
    boolean same = false;
    try {
      same = asked("read back " + what, () -> upload.kept(key, facts, expected));
      if (!same) {
        throw new TargetFault(
            what + " is not what was sent: the store keeps other bytes; it is deleted", null);
      }
    } finally {
      if (!same) {
        discard(name);
      }
    }
  }

  /// What could not be read back must not be taken for a snapshot.
  private void discard(SnapshotName name) {
    try {
      s3.deleteObject(delete -> delete.bucket(place.bucket()).key(key(name)));
    } catch (SdkException e) {
      LOG.error(
          "{} could not be read back and could not be deleted: look at it. {}",
          describe(name),
          said(e));
    }
  }

  @Override
  public InputStream open(SnapshotName name) throws TargetFault, InterruptedException {
    return asked(
        "read " + describe(name),
        () -> s3.getObject(get -> get.bucket(place.bucket()).key(key(name))));
  }

  @Override
  public void delete(SnapshotName name) throws TargetFault, InterruptedException {
    var _ =
        asked(
            "delete " + describe(name),
            () -> s3.deleteObject(delete -> delete.bucket(place.bucket()).key(key(name))));
  }

  private String key(SnapshotName name) {
    return place.prefix() + name.file();
  }

  private String describe(SnapshotName name) {
    return "s3://" + place.bucket() + "/" + key(name);
  }

  private static <T> T asked(String action, Supplier<T> request)
      throws TargetFault, InterruptedException {
    try {
      return request.get();
    } catch (AbortedException e) {
      throw (InterruptedException) new InterruptedException(action).initCause(e);
    } catch (SdkException e) {
      throw new TargetFault("cannot " + action + ": " + said(e), e);
    } catch (UncheckedIOException e) {
      throw new TargetFault("cannot " + action + ": " + TargetFault.reason(cause(e)), e);
    }
  }

  private static IOException cause(UncheckedIOException e) {
    IOException cause = e.getCause();
    return cause == null ? new IOException(e.getMessage()) : cause;
  }

  private static String said(SdkException fault) {
    if (!(fault instanceof S3Exception answered) || answered.awsErrorDetails() == null) {
      return String.valueOf(fault.getMessage());
    }
    String message = answered.awsErrorDetails().errorMessage();
    String code = answered.awsErrorDetails().errorCode();
    return (code == null ? "the store" : code)
        + " ("
        + answered.statusCode()
        + ")"
        + (message == null || message.isBlank() ? "" : ": " + message);
  }

  @Override
  public void close() {
    s3.close();
  }
}
