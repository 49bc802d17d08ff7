package nomadops.drainer.sqs;

import nomadops.drainer.notice.Samples;

/// Messages as AWS sends them.
final class Bodies {
  static final String POISON = "{\"detail-type\":\"EC2 Coffee Break\"}";

  private Bodies() {}

  /// The end of one instance.
  static String end(String instance) {
    return Samples.read("group-terminate").replace("i-0194708ef7e24dcc7", instance);
  }

  static String test() {
    return Samples.read("group-test-notification");
  }
}
