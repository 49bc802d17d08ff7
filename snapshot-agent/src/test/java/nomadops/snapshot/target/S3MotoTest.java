package nomadops.snapshot.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/// A bucket as moto imitates it: listed, written whole and in parts, read back, deleted.
@Timeout(180)
class S3MotoTest {
  @TempDir static Path folder;
  private static MotoServer moto;
  private static S3Client s3;

  @BeforeAll
  static void start() throws Exception {
    Optional<String> executable = MotoServer.executable();
    Assumptions.assumeTrue(
        executable.isPresent(),
        "skipped: moto_server is not on the PATH, and MOTO_SERVER names none");
    moto = new MotoServer(executable.orElseThrow(), folder);
    s3 =
        S3Client.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(moto.endpoint())
            .forcePathStyle(true)
            .credentialsProvider(Buckets.CREDENTIALS)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    s3.createBucket(create -> create.bucket("backups"));
  }

  @AfterAll
  static void stop() {
    if (moto != null) {
      s3.close();
      moto.close();
    }
  }

  @Test
  void aSnapshotIsKeptReadBackListedAndDeleted() throws Exception {
    Buckets.Sample sample = Buckets.sample(folder, 40_000);
    try (S3Target target = target()) {
      target.put(sample.file(), sample.name(), sample.facts());
      assertThat(target.list()).contains(new Stored(sample.name(), sample.bytes().length));
      try (InputStream in = target.open(sample.name())) {
        assertThat(in.readAllBytes()).isEqualTo(sample.bytes());
      }
      HeadObjectResponse head = head(sample);
      assertThat(head.serverSideEncryptionAsString()).isEqualTo("AES256");
      assertThat(head.metadata()).containsEntry("sha256", sample.facts().sha256());
      target.delete(sample.name());
      target.delete(sample.name());
      assertThat(target.list()).extracting(Stored::name).doesNotContain(sample.name());
    }
  }

  @Test
  void aLargeOneGoesInParts() throws Exception {
    Buckets.Sample sample = Buckets.sample(folder, 12 << 20);
    try (S3Target target = target()) {
      target.put(sample.file(), sample.name(), sample.facts());
      assertThat(head(sample).eTag()).as("three parts").contains("-3");
      try (InputStream in = target.open(sample.name())) {
        assertThat(in.readAllBytes()).isEqualTo(sample.bytes());
      }
    }
    assertThat(s3.listMultipartUploads(list -> list.bucket("backups")).uploads()).isEmpty();
  }

  @Test
  void whatIsNotOursOrLiesDeeperIsNotListed() throws Exception {
    Buckets.Sample sample = Buckets.sample(folder, 3_000);
    for (String key : new String[] {"nomad/notes.txt", "nomad/old/" + sample.name().file()}) {
      s3.putObject(put -> put.bucket("backups").key(key), RequestBody.fromString("x"));
    }
    try (S3Target target = target()) {
      assertThat(target.list()).extracting(Stored::name).doesNotContain(sample.name());
    }
  }

  @Test
  void aBucketThatIsNotThereIsNamed() throws Exception {
    S3Terms terms =
        new S3Terms(
            Optional.of("us-east-1"),
            Optional.of(moto.endpoint()),
            true,
            S3Terms.Encryption.BUCKET,
            Optional.empty(),
            S3Terms.LEAST_PART,
            folder,
            Duration.ofSeconds(20));
    try (S3Target target =
        S3Target.at(new Place.Bucket("nowhere", ""), terms, Optional.of(Buckets.CREDENTIALS))) {
      assertThatThrownBy(target::list)
          .isInstanceOf(TargetFault.class)
          .hasMessageContaining("s3://nowhere")
          .hasMessageContaining("NoSuchBucket");
    }
  }

  private static S3Target target() throws TargetFault {
    return Buckets.target(moto.endpoint(), folder, Duration.ofSeconds(60));
  }

  private static HeadObjectResponse head(Buckets.Sample sample) {
    return s3.headObject(ask -> ask.bucket("backups").key("nomad/" + sample.name().file()));
  }
}
