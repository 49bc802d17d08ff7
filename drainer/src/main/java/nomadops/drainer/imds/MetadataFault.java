package nomadops.drainer.imds;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// The instance metadata service did not answer, or not with what was asked for. The message is
/// written for people.
public final class MetadataFault extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  MetadataFault(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
