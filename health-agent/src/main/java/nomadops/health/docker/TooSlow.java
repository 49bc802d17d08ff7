package nomadops.health.docker;

import java.io.IOException;

/// The deadline came first. The message goes on after the name of a call: `did not answer`.
final class TooSlow extends IOException {
  private static final long serialVersionUID = 1L;

  TooSlow(String what) {
    super(what);
  }
}
