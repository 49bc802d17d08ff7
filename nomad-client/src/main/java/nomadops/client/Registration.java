package nomadops.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import nomadops.client.model.RawJson;

/// The body of a registration. The job's own JSON goes in untouched: nothing that we do not know
/// gets lost.
final class Registration {
  private Registration() {}

  static byte[] any(RawJson job) {
    return around(job, "}");
  }

  static byte[] ifUnchanged(RawJson job, long jobModifyIndex) {
    return around(job, ",\"EnforceIndex\":true,\"JobModifyIndex\":" + jobModifyIndex + "}");
  }

  private static byte[] around(RawJson job, String end) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(job.size() + 64);
    body.writeBytes("{\"Job\":".getBytes(StandardCharsets.UTF_8));
    body.writeBytes(job.bytes());
    body.writeBytes(end.getBytes(StandardCharsets.UTF_8));
    return body.toByteArray();
  }
}
