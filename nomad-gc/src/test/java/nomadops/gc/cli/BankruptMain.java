package nomadops.gc.cli;

import java.time.Instant;
import nomadops.runtime.Signals;
import nomadops.runtime.cli.Commands;
import nomadops.runtime.cli.Keyboard;
import nomadops.runtime.cli.Program;
import nomadops.runtime.cli.Surroundings;

/// `gc bankrupt` in a process of its own, in which waits pass in a twentieth of their time.
public final class BankruptMain {
  private BankruptMain() {}

  public static void main(String[] arguments) {
    Program program =
        new Program(
            Commands.group(
                "nomad-ops",
                "Tests.",
                BankruptCommand.spec(
                    HastyTime.from(Instant.now(), 20), Keyboard.ofProcess(), Signals.ofProcess())),
            Surroundings.ofProcess());
    System.exit(program.run(arguments).number());
  }
}
