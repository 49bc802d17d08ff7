package nomadops.simulator.agent;

import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Asks an agent again and again, until it answers, ends, or the time is up.
final class Patience {
  private static final Duration BETWEEN = Duration.ofMillis(50);
  private final long deadline;
  private final Duration bound;
  private final AgentProcess process;

  Patience(Duration bound, AgentProcess process) {
    this.bound = bound;
    this.deadline = System.nanoTime() + bound.toNanos();
    this.process = process;
  }

  JsonNode await(String what, Question question) throws InterruptedException {
    while (true) {
      if (process.ended()) {
        throw new AgentStartException(
            "Nomad ended before there was " + what + ". Its last lines:\n" + process.tail());
      }
      Optional<JsonNode> answer = question.ask();
      if (answer.isPresent()) {
        return answer.get();
      }
      if (deadline - System.nanoTime() < 0) {
        throw new AgentStartException(
            "Nomad did not give "
                + what
                + " within "
                + bound
                + ". Its last lines:\n"
                + process.tail());
      }
      process.endsWithin(BETWEEN);
    }
  }

  interface Question {
    Optional<JsonNode> ask() throws InterruptedException;
  }
}
