package nomadops.snapshot.target;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import nomadops.snapshot.archive.Archive;
import nomadops.snapshot.archive.ArchiveFacts;
import nomadops.snapshot.archive.Archives;
import nomadops.snapshot.archive.BadArchive;
import nomadops.snapshot.policy.SnapshotName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/// A bucket on loopback, and snapshots to put there.
final class Buckets {
  static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("x", "x"));
  static final Place.Bucket PLACE = new Place.Bucket("backups", "nomad/");

  private Buckets() {}

  static S3Target target(URI endpoint, Path spool, Duration silence) throws TargetFault {
    S3Terms terms =
        new S3Terms(
            Optional.of("us-east-1"),
            Optional.of(endpoint),
            true,
            S3Terms.Encryption.AES256,
            Optional.empty(),
            S3Terms.LEAST_PART,
            spool,
            silence);
    return S3Target.at(PLACE, terms, Optional.of(CREDENTIALS));
  }

  /// A whole snapshot in a file.
  record Sample(Path file, ArchiveFacts facts, SnapshotName name) {
    /// Read before it is put anywhere: a target may move the file away.
    byte[] bytes() throws IOException {
      return Files.readAllBytes(file);
    }
  }

  static Sample sample(Path spool, int size) throws IOException, BadArchive {
    byte[] state = new byte[size];
    new Random(size).nextBytes(state);
    byte[] bytes = Archives.whole(77, state);
    ArchiveFacts facts = Archive.check(new ByteArrayInputStream(bytes));
    Path file = Files.createTempFile(spool, "sample", ".part");
    Files.write(file, bytes);
    Instant at = Instant.parse("2026-11-27T13:00:12Z").plusSeconds(size);
    return new Sample(file, facts, SnapshotName.of("global", at, 77, facts.sha256()));
  }
}
