package nomadops.snapshot.target;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/// A target did not do what it was asked. The message names the target, the action and the cause,
/// and needs no stack trace.
public final class TargetFault extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  public TargetFault(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  static TargetFault of(String action, IOException cause) {
    return new TargetFault(action + ": " + reason(cause), cause);
  }

  /// What a fault of a file says, without a Java name where there is a better word.
  public static String reason(IOException fault) {
    String kind = fault.getClass().getSimpleName().replace("Exception", "");
    if (fault instanceof FileSystemException file) {
      String reason = file.getReason();
      return reason == null ? kind : reason;
    }
    return fault.getMessage() == null ? kind : fault.getMessage();
  }
}
