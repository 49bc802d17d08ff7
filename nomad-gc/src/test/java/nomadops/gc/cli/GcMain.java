package nomadops.gc.cli;

import nomadops.runtime.cli.Commands;
import nomadops.runtime.cli.Program;
import nomadops.runtime.cli.Surroundings;

/// The program, for tests that need a process of its own.
public final class GcMain {
  private GcMain() {}

  public static void main(String[] arguments) {
    Program program =
        new Program(
            Commands.group("nomad-ops", "Tests.", GcCommand.spec()), Surroundings.ofProcess());
    System.exit(program.run(arguments).number());
  }
}
