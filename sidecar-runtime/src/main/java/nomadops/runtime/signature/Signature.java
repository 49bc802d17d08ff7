package nomadops.runtime.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// `sha256=` and the hexadecimal HMAC-SHA256 of the seconds since the epoch, a dot, and the body.
/// The time is part of it, so a recorded message cannot be sent again later.
public record Signature(String value) {
  /// The header that holds the seconds since the epoch, in decimal digits.
  public static final String TIMESTAMP_HEADER = "X-Nomad-Ops-Timestamp";

  /// The header that holds [#value()].
  public static final String HEADER = "X-Nomad-Ops-Signature";

  /// Signs a body.
  public static Signature of(String secret, Instant at, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      mac.update((at.getEpochSecond() + ".").getBytes(UTF_8));
      return new Signature("sha256=" + HexFormat.of().formatHex(mac.doFinal(body)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  /// Whether a header's value is this one; takes as long wherever they differ.
  public boolean matches(String header) {
    return MessageDigest.isEqual(value.getBytes(UTF_8), header.trim().getBytes(UTF_8));
  }
}
