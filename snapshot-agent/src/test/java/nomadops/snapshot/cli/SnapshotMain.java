package nomadops.snapshot.cli;

import nomadops.runtime.cli.Commands;
import nomadops.runtime.cli.Program;
import nomadops.runtime.cli.Surroundings;

/// The commands as a process of their own.
final class SnapshotMain {
  private SnapshotMain() {}

  public static void main(String... arguments) {
    System.exit(
        new Program(
                Commands.group("nomad-ops", "Tests.", SnapshotCommand.spec()),
                Surroundings.ofProcess())
            .run(arguments)
            .number());
  }
}
