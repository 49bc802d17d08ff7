package nomadops.gc.archive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import nomadops.client.model.JobKey;
import nomadops.client.model.RawJson;

/// One version of a job as it was just before its purge.
///
/// @param version names it: a job that changes gets another
/// @param jobVersion Nomad's count of its specifications, from 0
/// @param parentId the periodic or parameterized job that made it; empty when none did
/// @param outcome how it ended: `complete`, `failed`, `lost` or `none`
/// @param rule the retention rule that made it due
/// @param spec the answer of `GET /v1/job/:id`, byte for byte
/// @param facts JSON with its evaluations, the ends of its allocations and their counts
public record ArchivedJob(
    VersionKey version,
    long createIndex,
    long jobModifyIndex,
    long jobVersion,
    String parentId,
    String type,
    String outcome,
    String rule,
    Instant submitted,
    Instant archived,
    RawJson spec,
    RawJson facts) {

  /// Names one version of one job.
  ///
  /// @param modifyIndex Raft index of the job's last change
  public record VersionKey(JobKey job, long modifyIndex) {}

  /// SHA-256 over what names it and what was said: a row that was changed by anything else than the
  /// archive, or that the disk lost bits of, does not fit its own any more.
  byte[] checksum() {
    return checksum(version, spec.bytes(), facts.bytes());
  }

  static byte[] checksum(VersionKey version, byte[] spec, byte[] facts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(version.job().toString().getBytes(StandardCharsets.UTF_8));
      digest.update(
          ByteBuffer.allocate(12).putLong(version.modifyIndex()).putInt(spec.length).array());
      digest.update(spec);
      return digest.digest(facts);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
