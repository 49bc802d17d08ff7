package nomadops.snapshot.intake;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// No snapshot was received that could be kept: it broke a bound, or what came is not whole. The
/// message is written for people.
public final class Unfit extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  Unfit(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
