package nomadops.autoscaler.target.bridge;

/// A fault in a document: where it is, what is there, what should be.
final class Unfit extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unfit(String place, String is, String wanted) {
    super(place + " is " + is + ", not " + wanted, null, false, false);
  }

  String said() {
    return String.valueOf(getMessage());
  }
}
