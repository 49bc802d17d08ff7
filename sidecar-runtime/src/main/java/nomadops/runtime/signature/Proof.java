package nomadops.runtime.signature;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a request shows for being from one who has a secret, and from now: the two headers, each
/// value of each. Pure.
///
/// The path is no part of the signature, and a recorded request proves as much as the first one:
/// whoever acts on requests must see to it that none counts twice.
public record Proof(List<String> timestamps, List<String> signatures) {
  /// Only as [Signature] writes it: no sign, no leading zero, and never more than a long holds.
  private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,11}");

  private static final int SHOWN = 120;

  public Proof {
    timestamps = List.copyOf(timestamps);
    signatures = List.copyOf(signatures);
  }

  /// Why a request proves nothing.
  public enum Flaw {
    /// One of the two headers is missing, or is there twice.
    UNSIGNED,
    /// The timestamp is not a number of seconds.
    BAD_TIMESTAMP,
    /// The timestamp is too long ago.
    OLD,
    /// The timestamp is too far ahead of our clock.
    EARLY,
    /// The signature fits no secret.
    BAD_SIGNATURE
  }

  /// What comes of it.
  public sealed interface Judged {

    /// By one who has a secret.
    ///
    /// @param signature as we write it
    /// @param at what its timestamp says
    record Signed(String signature, Instant at) implements Judged {}

    /// By anybody.
    ///
    /// @param detail one line, which shows no secret
    record Flawed(Flaw flaw, String detail) implements Judged {}
  }

  /// Judges it. Every secret is asked, whichever fits.
  ///
  /// @param window how far the timestamp may be from `now`, either way
  public Judged judge(List<String> secrets, Duration window, byte[] body, Instant now) {
    Optional<String> timestamp = only(timestamps);
    Optional<String> signature = only(signatures);
    if (timestamp.isEmpty() || signature.isEmpty()) {
      return new Judged.Flawed(
          Flaw.UNSIGNED,
          "it has %d of %s and %d of %s, each should be there once"
              .formatted(
                  timestamps.size(),
                  Signature.TIMESTAMP_HEADER,
                  signatures.size(),
                  Signature.HEADER));
    }
    if (!SECONDS.matcher(timestamp.get()).matches()) {
      return new Judged.Flawed(
          Flaw.BAD_TIMESTAMP,
          "%s is %s, it should be seconds since the epoch such as %d"
              .formatted(
                  Signature.TIMESTAMP_HEADER, quoted(timestamp.get()), now.getEpochSecond()));
    }
    Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp.get()));
    Duration age = Duration.between(at, now);
    if (age.abs().compareTo(window) > 0) {
      return new Judged.Flawed(
          age.isNegative() ? Flaw.EARLY : Flaw.OLD,
          "its timestamp %s is %d s from our clock, at most %d s is taken; compare the clocks"
              .formatted(at, age.abs().toSeconds(), window.toSeconds()));
    }
    return signed(secrets, signature.get(), at, body)
        .<Judged>map(ours -> new Judged.Signed(ours, at))
        .orElseGet(() ->
            new Judged.Flawed(
                Flaw.BAD_SIGNATURE,
                "%s %s fits none of %d secrets"
                    .formatted(Signature.HEADER, quoted(signature.get()), secrets.size())));
  }

  private static Optional<String> signed(
      List<String> secrets, String header, Instant at, byte[] body) {
    Optional<String> fits = Optional.empty();
    for (String secret : secrets) {
      Signature ours = Signature.of(secret, at, body);
      // Signature trims more than the spaces that HTTP allows around a value.
      if (ours.matches(header) && header.length() == ours.value().length()) {
        fits = Optional.of(ours.value());
      }
    }
    return fits;
  }

  private static Optional<String> only(List<String> values) {
    return values.size() == 1 ? Optional.of(values.getFirst().strip()) : Optional.empty();
  }

  private static String quoted(String value) {
    String line = value.replaceAll("[\\p{Cntrl}\\p{Z}]+", " ");
    return "'" + (line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line) + "'";
  }
}
