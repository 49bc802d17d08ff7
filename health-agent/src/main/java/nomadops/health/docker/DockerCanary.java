package nomadops.health.docker;

import java.nio.file.Path;
import java.time.Duration;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.health.check.Check;
import nomadops.health.check.Finding;

/// Does what Nomad's driver does: has the daemon create, start, await and remove a container, of an
/// image that is there already and without a network. Nothing short of it tells a daemon that
/// answers every question and starts nothing (hashicorp/nomad#6599). To be asked rarely, every five
/// or ten minutes.
public final class DockerCanary implements Check {
  private final Canaries canaries;
  private final Ticker ticker;

  /// @param pause between tries where the daemon takes no more connections
  public DockerCanary(Path socket, CanaryTerms terms, Ticker ticker, Pause pause) {
    this.canaries = new Canaries(new Daemon(socket, ticker, pause), terms);
    this.ticker = ticker;
  }

  @Override
  public String name() {
    return "docker-canary";
  }

  /// The container is gone when this returns, or the finding says why it is not; the next look
  /// begins with what is left.
  @Override
  public Finding look(Duration within) throws InterruptedException {
    return new CanaryRun(canaries, ticker, within).live();
  }

  @Override
  public Finding overdue(Duration within) {
    return Finding.fail("the daemon ran no canary within " + within.toMillis() + " ms");
  }
}
