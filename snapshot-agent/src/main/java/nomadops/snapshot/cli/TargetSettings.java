package nomadops.snapshot.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Setting;
import nomadops.snapshot.policy.SnapshotName;
import nomadops.snapshot.target.FolderTarget;
import nomadops.snapshot.target.Place;
import nomadops.snapshot.target.S3Target;
import nomadops.snapshot.target.S3Terms;
import nomadops.snapshot.target.Target;
import nomadops.snapshot.target.TargetFault;

/// The settings that say where snapshots are kept, and of which cluster they are.
final class TargetSettings {
  private static final String GROUP = "Where they are kept";
  private static final String BUCKET = "A bucket";

  static final Setting<Place> TARGET =
      Setting.of(
              "target",
              Parsers.scalar(
                  "place",
                  "write a folder, e.g. /var/lib/nomad-snapshots, or s3://bucket/prefix",
                  Place::parse))
          .describedAs("A folder, or s3://bucket/prefix.")
          .example("s3://backups/nomad")
          .inGroup(GROUP);
  static final Setting<String> CLUSTER =
      Setting.of(
              "cluster",
              Parsers.scalar(
                  "name",
                  "write lower case letters, digits, _ . and -, e.g. prod-eu",
                  TargetSettings::cluster))
          .defaultsTo("global")
          .describedAs(
              "The cluster's name, part of each file's name; others' snapshots are left alone.")
          .inGroup(GROUP);

  static final Setting<URI> S3_ENDPOINT =
      Setting.of("s3-endpoint", Parsers.uri("https", "http"))
          .describedAs("Where the bucket is, if not at AWS: MinIO, Ceph or a VPC endpoint.")
          .example("https://minio.example.net:9000")
          .inGroup(BUCKET);
  static final Setting<String> S3_REGION =
      Setting.of("s3-region", Parsers.string())
          .env("NOMAD_OPS_SNAPSHOT_S3_REGION", "AWS_REGION", "AWS_DEFAULT_REGION")
          .describedAs("The bucket's region; left out, where the AWS SDK finds one.")
          .example("eu-central-1")
          .inGroup(BUCKET);
  static final Setting<Boolean> S3_PATH_STYLE =
      Setting.of("s3-path-style", Parsers.bool())
          .defaultsTo(false)
          .describedAs("Puts the bucket's name in the path and not in the host: MinIO, Ceph.")
          .inGroup(BUCKET);
  static final Setting<S3Terms.Encryption> S3_ENCRYPTION =
      Setting.of("s3-encryption", Parsers.oneOf(S3Terms.Encryption.class))
          .defaultsTo(S3Terms.Encryption.BUCKET)
          .describedAs("What the store encrypts with: as the bucket is set up, aes256, or kms.")
          .inGroup(BUCKET);
  static final Setting<String> S3_KMS_KEY =
      Setting.of("s3-kms-key", Parsers.string())
          .describedAs("With s3-encryption kms: the key's ARN; left out, the account's own key.")
          .example("arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555")
          .inGroup(BUCKET);
  static final Setting<Long> S3_PART_SIZE =
      Setting.of("s3-part-size", Parsers.bytes())
          .defaultsTo(64L << 20)
          .describedAs("Larger files are sent in parts of this size; 5MiB to 5GiB.")
          .inGroup(BUCKET);
  static final Setting<Path> SPOOL =
      Setting.of("spool", Parsers.path())
          .defaultsTo(Path.of("/tmp"))
          .describedAs(
              "With a bucket: a folder with room for one snapshot, readable by this process alone.")
          .inGroup(BUCKET);

  static final List<Setting<?>> ALL =
      List.of(
          TARGET,
          CLUSTER,
          S3_ENDPOINT,
          S3_REGION,
          S3_PATH_STYLE,
          S3_ENCRYPTION,
          S3_KMS_KEY,
          S3_PART_SIZE,
          SPOOL);

  /// A store may take long to take or to give a large part.
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private TargetSettings() {}

  private static String cluster(String text) {
    if (!SnapshotName.fits(text)) {
      throw new IllegalArgumentException("cannot stand in a file's name");
    }
    return text;
  }

  /// The target that the settings describe.
  ///
  /// @throws ConfigException when it is not set
  static Target open(Resolved settings) throws TargetFault {
    return switch (settings.require(TARGET)) {
      case Place.Folder(Path path) -> FolderTarget.at(path);
      case Place.Bucket bucket -> S3Target.at(bucket, terms(settings), Optional.empty());
    };
  }

  private static S3Terms terms(Resolved settings) throws TargetFault {
    long part = settings.get(S3_PART_SIZE);
    if (part < S3Terms.LEAST_PART || part > S3Terms.MOST_PART) {
      throw ConfigException.of(
          "configuration", "s3-part-size", part + " bytes cannot be a part", "write 5MiB to 5GiB");
    }
    if (settings.find(S3_KMS_KEY).isPresent()
        && settings.get(S3_ENCRYPTION) != S3Terms.Encryption.KMS) {
      throw ConfigException.of(
          "configuration", "s3-kms-key", "is given without its kind", "add s3-encryption: kms");
    }
    return new S3Terms(
        settings.find(S3_REGION),
        settings.find(S3_ENDPOINT),
        settings.get(S3_PATH_STYLE),
        settings.get(S3_ENCRYPTION),
        settings.find(S3_KMS_KEY),
        part,
        FolderTarget.at(settings.get(SPOOL)).spool(),
        SILENCE);
  }
}
