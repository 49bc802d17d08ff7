package nomadops.drainer.imds;

import java.io.Serial;

/// A field does not hold what it should; never leaves [MetadataDocuments].
final class Unfit extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  Unfit(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
