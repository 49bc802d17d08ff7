package nomadops.drainer.webhook;

import java.time.Instant;
import nomadops.runtime.signature.Proof;

/// Whether a request is from one who has a secret, and from now. Pure.
///
/// The path is no part of the signature; that a signature works once ([Replays]) keeps a recorded
/// request from being sent to another path.
final class Gate {
  private final WebhookTerms terms;

  Gate(WebhookTerms terms) {
    this.terms = terms;
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

  Passage check(Proof proof, byte[] body, Instant now) {
    if (terms.unsigned()) {
      return new Passage.Open();
    }
    return switch (proof.judge(terms.secrets().values(), terms.window(), body, now)) {
      case Proof.Judged.Signed(String signature, Instant at) ->
          new Passage.Signed(signature, at.plus(terms.window()));
      case Proof.Judged.Flawed(Proof.Flaw flaw, String detail) ->
          new Passage.Shut(refusal(flaw), detail);
    };
  }

  private static Refusal refusal(Proof.Flaw flaw) {
    return switch (flaw) {
      case UNSIGNED -> Refusal.UNSIGNED;
      case BAD_TIMESTAMP -> Refusal.BAD_TIMESTAMP;
      case OLD, EARLY -> Refusal.STALE;
      case BAD_SIGNATURE -> Refusal.BAD_SIGNATURE;
    };
  }
}
