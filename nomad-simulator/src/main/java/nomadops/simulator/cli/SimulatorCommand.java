package nomadops.simulator.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `simulator`: a Nomad cluster to try things on.
@Command(
    name = "simulator",
    description = "A simulated Nomad cluster on loopback, to try every command without a real one.",
    mixinStandardHelpOptions = true,
    subcommands = RunCommand.class)
public final class SimulatorCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: run");
  }
}
