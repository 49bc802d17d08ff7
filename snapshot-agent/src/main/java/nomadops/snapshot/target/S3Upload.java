package nomadops.snapshot.target;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import nomadops.snapshot.archive.ArchiveFacts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/// Sends one file to a bucket, in parts when it is large, each with its SHA-256; and asks
/// afterwards what is kept. A store that keeps no checksums (older ones of others than AWS) is read
/// whole.
final class S3Upload {
  private static final Logger LOG = LoggerFactory.getLogger(S3Upload.class);

  /// The most parts that S3 takes.
  private static final long MOST_PARTS = 10_000;

  private final S3Client s3;
  private final String bucket;
  private final S3Terms terms;

  S3Upload(S3Client s3, String bucket, S3Terms terms) {
    this.s3 = s3;
    this.bucket = bucket;
    this.terms = terms;
  }

  /// The checksum that the store should now give for it.
  String send(Path file, String key, ArchiveFacts facts) {
    return facts.bytes() <= terms.partBytes() ? whole(file, key, facts) : inParts(file, key, facts);
  }

  private String whole(Path file, String key, ArchiveFacts facts) {
    String checksum = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(facts.sha256()));
    s3.putObject(
        put -> {
          put.bucket(bucket).key(key).checksumSHA256(checksum).metadata(metadata(facts));
          if (terms.encryption() != S3Terms.Encryption.BUCKET) {
            put.serverSideEncryption(encryption());
            terms.kmsKey().ifPresent(put::ssekmsKeyId);
          }
        },
        RequestBody.fromFile(file));
    return checksum;
  }

  private String inParts(Path file, String key, ArchiveFacts facts) {
    String upload =
        s3.createMultipartUpload(
                create -> {
                  create.bucket(bucket).key(key).metadata(metadata(facts));
                  create.checksumAlgorithm(ChecksumAlgorithm.SHA256);
                  if (terms.encryption() != S3Terms.Encryption.BUCKET) {
                    create.serverSideEncryption(encryption());
                    terms.kmsKey().ifPresent(create::ssekmsKeyId);
                  }
                })
            .uploadId();
    boolean complete = false;
    try {
      List<CompletedPart> parts = parts(file, key, upload, facts.bytes());
      s3.completeMultipartUpload(done ->
          done.bucket(bucket).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts)));
      complete = true;
      return composite(parts);
    } finally {
      if (!complete) {
        abort(key, upload);
      }
    }
  }

  private List<CompletedPart> parts(Path file, String key, String upload, long bytes) {
    long size = Math.max(terms.partBytes(), (bytes + MOST_PARTS - 1) / MOST_PARTS);
    List<CompletedPart> parts = new ArrayList<>();
    for (long from = 0; from < bytes; from += size) {
      try (FilePart part = new FilePart(file, from, Math.min(size, bytes - from))) {
        parts.add(part(part, key, upload, parts.size() + 1));
      }
    }
    return parts;
  }

  private CompletedPart part(FilePart part, String key, String upload, int number) {
    String checksum = part.checksum();
    String tag =
        s3.uploadPart(
                send ->
                    send.bucket(bucket)
                        .key(key)
                        .uploadId(upload)
                        .partNumber(number)
                        .checksumSHA256(checksum)
                        .contentLength(part.length()),
                RequestBody.fromContentProvider(part, part.length(), "application/octet-stream"))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(tag).checksumSHA256(checksum).build();
  }

  /// What S3 gives for an object in parts: the digest of the parts' digests, and how many there
  /// are.
  private static String composite(List<CompletedPart> parts) {
    MessageDigest digest = sha256();
    for (CompletedPart part : parts) {
      digest.update(Base64.getDecoder().decode(part.checksumSHA256()));
    }
    return Base64.getEncoder().encodeToString(digest.digest()) + "-" + parts.size();
  }

  /// Parts of an upload that is not ended cost money, and nobody sees them.
  private void abort(String key, String upload) {
    try {
      s3.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(upload));
    } catch (SdkException e) {
      LOG.warn(
          "upload {} of {} was begun and could not be given up; a lifecycle rule of the bucket should remove it: {}",
          upload,
          key,
          e.getMessage());
    }
  }

  /// True when the store keeps what was sent.
  boolean kept(String key, ArchiveFacts facts, String expected) {
    HeadObjectResponse head =
        s3.headObject(ask -> ask.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED));
    if (head.contentLength() != facts.bytes()) {
      return false;
    }
    String checksum = head.checksumSHA256();
    if (checksum == null) {
      return read(key).equals(facts.sha256());
    }
    // Some stores leave out how many parts there were.
    return checksum.equals(expected) || checksum.equals(expected.replaceFirst("-\\d+$", ""));
  }

  private String read(String key) {
    MessageDigest digest = sha256();
    try (InputStream body = s3.getObject(get -> get.bucket(bucket).key(key))) {
      byte[] buffer = new byte[1 << 16];
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private ServerSideEncryption encryption() {
    return terms.encryption() == S3Terms.Encryption.KMS
        ? ServerSideEncryption.AWS_KMS
        : ServerSideEncryption.AES256;
  }

  private static Map<String, String> metadata(ArchiveFacts facts) {
    return Map.of("sha256", facts.sha256(), "raft-index", Long.toString(facts.index()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
