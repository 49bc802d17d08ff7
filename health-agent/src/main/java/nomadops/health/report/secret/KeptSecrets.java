package nomadops.health.report.secret;

import java.time.Duration;
import java.util.function.Supplier;
import nomadops.client.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The secrets of a file, which is read again when they are asked for and were read five seconds
/// ago or earlier. A file that is half written or gone for a while changes nothing. For many
/// threads.
public final class KeptSecrets implements Supplier<Secrets> {
  private static final Logger LOG = LoggerFactory.getLogger(KeptSecrets.class);
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final SecretFile file;
  private final Ticker ticker;
  private Secrets secrets;
  private long read;
  private boolean failing;

  /// Reads it for the first time.
  ///
  /// @throws BadSecret when there is none to begin with
  public KeptSecrets(SecretFile file, Ticker ticker) throws BadSecret {
    this.file = file;
    this.ticker = ticker;
    this.secrets = file.read();
    this.read = ticker.nanos();
    if (file.isForEveryone()) {
      LOG.warn(
          "every user of this machine may read the secret in {}; say chmod o-r {}",
          file.path(),
          file.path());
    }
  }

  @Override
  public synchronized Secrets get() {
    long now = ticker.nanos();
    if (now - read >= FRESH.toNanos()) {
      read = now;
      again();
    }
    return secrets;
  }

  private void again() {
    try {
      Secrets next = file.read();
      if (!next.equals(secrets)) {
        LOG.info("{} has changed, it holds {}", file.path(), next);
      }
      secrets = next;
      failing = false;
    } catch (BadSecret e) {
      if (!failing) {
        LOG.warn("the secrets that were read before are used on: {}", e.getMessage());
      }
      failing = true;
    }
  }
}
