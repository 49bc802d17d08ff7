package nomadops.health.docker;

import java.io.IOException;

/// What came is not what HTTP allows, or more than we take. The message goes on after the name of a
/// call: `answered without a status`.
final class Garbled extends IOException {
  private static final long serialVersionUID = 1L;

  Garbled(String what) {
    super(what);
  }
}
