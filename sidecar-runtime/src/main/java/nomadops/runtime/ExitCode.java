package nomadops.runtime;

import java.util.Arrays;

/// How a process ends; scripts may rely on the numbers.
public enum ExitCode {
  /// What was asked for is done.
  DONE(0),
  /// It failed while running.
  FAILED(1),
  /// The command line or the configuration is wrong; nothing was done.
  USAGE(2),
  /// Nothing was reached: Nomad, or the process that was asked, did not answer at all.
  UNREACHABLE(3),
  /// A guard refused: the cluster's state or the user's own limits forbid it.
  REFUSED(4),
  /// Done, and what was compared differs: only where a command was asked to tell.
  DIFFERS(5);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /// The number that the shell sees.
  public int number() {
    return number;
  }

  /// The code with this number; any other number is a failure.
  public static ExitCode of(int number) {
    return Arrays.stream(values()).filter(code -> code.number == number).findFirst().orElse(FAILED);
  }
}
