package nomadops.runtime.cli;

import java.nio.file.FileSystemException;
import nomadops.client.connection.TokenUnavailableException;
import nomadops.client.fault.NomadFault;
import nomadops.runtime.ExitCode;
import nomadops.runtime.Failure;
import nomadops.runtime.Refused;
import nomadops.runtime.Unreachable;
import nomadops.runtime.audit.AuditUnavailable;
import nomadops.runtime.config.ConfigException;

/// What a fault means to the user: an exit code and one paragraph.
///
/// @param isBug nobody foresaw it
record Verdict(ExitCode code, String message, boolean isBug) {

  static Verdict of(Throwable fault) {
    return switch (fault) {
      case ConfigException e -> new Verdict(ExitCode.USAGE, text(e), false);
      case Refused e -> new Verdict(ExitCode.REFUSED, text(e), false);
      case Unreachable e -> new Verdict(ExitCode.UNREACHABLE, text(e), false);
      case AuditUnavailable e -> new Verdict(ExitCode.FAILED, text(e), false);
      case Failure e -> new Verdict(ExitCode.FAILED, withCause(e), false);
      case NomadFault.NotSent e when !(e.reason() == NomadFault.Reason.INTERRUPTED) ->
          new Verdict(ExitCode.UNREACHABLE, text(e), false);
      case NomadFault e -> new Verdict(ExitCode.FAILED, text(e), false);
      case TokenUnavailableException e -> new Verdict(ExitCode.USAGE, text(e), false);
      case InterruptedException _ -> new Verdict(ExitCode.FAILED, "interrupted", false);
      case FileSystemException e ->
          new Verdict(ExitCode.FAILED, e.getFile() + ": " + reason(e), false);
      default -> new Verdict(ExitCode.FAILED, fault.toString(), true);
    };
  }

  private static String withCause(Throwable fault) {
    Throwable cause = fault.getCause();
    return cause == null || cause.getMessage() == null
        ? text(fault)
        : text(fault) + ": " + cause.getMessage();
  }

  private static String text(Throwable fault) {
    return fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
  }

  private static String reason(FileSystemException fault) {
    return fault.getReason() == null
        ? fault.getClass().getSimpleName().replace("Exception", "")
        : fault.getReason();
  }
}
