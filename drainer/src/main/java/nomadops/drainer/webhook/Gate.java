package nomadops.drainer.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import nomadops.runtime.signature.Signature;

/// Whether a request is from one who has a secret, and from now. Pure.
///
/// The path is no part of the signature; that a signature works once ([Replays]) keeps a recorded
/// request from being sent to another path.
final class Gate {
  /// Only as [Signature] writes it: no sign, no leading zero, and never more than a long holds.
  private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,11}");

  private final WebhookTerms terms;

  Gate(WebhookTerms terms) {
    this.terms = terms;
  }

  /// The two headers, each value of each.
  record Headers(List<String> timestamps, List<String> signatures) {
    Headers {
      timestamps = List.copyOf(timestamps);
      signatures = List.copyOf(signatures);
    }
  }

  sealed interface Passage {

    /// By one who has a secret.
    ///
    /// @param signature as we write it
    /// @param until its timestamp is within the window
    record Signed(String signature, Instant until) implements Passage {}

    /// Nothing is asked for.
    record Open() implements Passage {}

    /// By anybody else.
    ///
    /// @param detail for our log, not for the sender
    record Shut(Refusal why, String detail) implements Passage {}
  }

  Passage check(Headers headers, byte[] body, Instant now) {
    if (terms.unsigned()) {
      return new Passage.Open();
    }
    Optional<String> timestamp = only(headers.timestamps());
    Optional<String> signature = only(headers.signatures());
    if (timestamp.isEmpty() || signature.isEmpty()) {
      return new Passage.Shut(
          Refusal.UNSIGNED,
          "it has "
              + headers.timestamps().size()
              + " of "
              + Signature.TIMESTAMP_HEADER
              + " and "
              + headers.signatures().size()
              + " of "
              + Signature.HEADER
              + ", each should be there once");
    }
    if (!SECONDS.matcher(timestamp.get()).matches()) {
      return new Passage.Shut(
          Refusal.BAD_TIMESTAMP,
          Signature.TIMESTAMP_HEADER
              + " is "
              + Words.quoted(timestamp.get())
              + ", it should be seconds since the epoch such as "
              + now.getEpochSecond());
    }
    Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp.get()));
    Duration off = Duration.between(at, now).abs();
    if (off.compareTo(terms.window()) > 0) {
      return new Passage.Shut(
          Refusal.STALE,
          "its timestamp "
              + at
              + " is "
              + off.toSeconds()
              + " s from our clock, at most "
              + terms.window().toSeconds()
              + " s is taken; compare the clocks");
    }
    return signed(signature.get(), at, body)
        .<Passage>map(ours -> new Passage.Signed(ours, at.plus(terms.window())))
        .orElseGet(() ->
            new Passage.Shut(
                Refusal.BAD_SIGNATURE,
                Signature.HEADER
                    + " "
                    + Words.quoted(signature.get())
                    + " fits none of "
                    + terms.secrets()));
  }

  /// Asks every secret, whichever fits.
  private Optional<String> signed(String header, Instant at, byte[] body) {
    Optional<String> fits = Optional.empty();
    for (String secret : terms.secrets().values()) {
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
}
