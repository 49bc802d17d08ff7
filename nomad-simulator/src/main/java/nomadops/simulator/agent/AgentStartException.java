package nomadops.simulator.agent;

/// The Nomad could not be started; the message ends with the last lines that it wrote.
public final class AgentStartException extends RuntimeException {
  AgentStartException(String message) {
    super(message);
  }
}
