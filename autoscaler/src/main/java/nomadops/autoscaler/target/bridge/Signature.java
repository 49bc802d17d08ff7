package nomadops.autoscaler.target.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// `sha256=` and the hexadecimal HMAC-SHA256 of the seconds since the epoch, a dot, and the body:
/// as the drainer signs and checks, so that one receiver can check both.
final class Signature {
  static final String TIMESTAMP_HEADER = "X-Nomad-Ops-Timestamp";
  static final String HEADER = "X-Nomad-Ops-Signature";

  private Signature() {}

  static String of(String secret, Instant at, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      mac.update((at.getEpochSecond() + ".").getBytes(UTF_8));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
