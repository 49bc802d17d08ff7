package nomadops.health.docker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.health.check.Check;
import nomadops.health.check.Finding;
import nomadops.health.check.Worst;

/// Asks the Docker daemon for a sign of life, its version, one container and its state, each in its
/// own share of the time. Nomad's own fingerprint asks for the version only, and a daemon that is
/// deadlocked over its containers still answers that (hashicorp/nomad#1359, #6599).
public final class DockerCheck implements Check {
  /// Where the daemon listens unless it was told otherwise.
  public static final Path USUAL_SOCKET = Path.of("/var/run/docker.sock");

  private final Daemon daemon;
  private final Ticker ticker;

  /// @param pause between tries where the daemon takes no more connections
  public DockerCheck(Path socket, Ticker ticker, Pause pause) {
    this.daemon = new Daemon(socket, ticker, pause);
    this.ticker = ticker;
  }

  @Override
  public String name() {
    return "docker";
  }

  /// Asks on after a call that hung, as the others say what is stuck: all that hung are named.
  @Override
  public Finding look(Duration within) throws InterruptedException {
    // A tenth is left for saying what was found.
    Deadline all = Deadline.in(ticker, within.multipliedBy(9).dividedBy(10));
    Question[] questions = Question.values();
    List<Finding> found = new ArrayList<>();
    for (int i = 0; i < questions.length; i++) {
      Reply reply = daemon.get(questions[i].path(), all.share(questions.length - i));
      found.add(questions[i].judge(reply));
      if (Question.endsTheTalk(reply)) {
        break;
      }
    }
    return Worst.first(found, ", ");
  }

  @Override
  public Finding overdue(Duration within) {
    return Finding.fail("the daemon did not answer within " + within.toMillis() + " ms");
  }
}
