package nomadops.snapshot.archive;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// The bytes are not a whole and unharmed snapshot. The message says what is wrong, as the end of a
/// sentence about the file.
public final class BadArchive extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  BadArchive(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  BadArchive(String message) {
    this(message, null);
  }
}
