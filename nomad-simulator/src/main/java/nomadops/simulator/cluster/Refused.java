package nomadops.simulator.cluster;

/// A request that the server answers with an error; the message is the plain-text body.
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;

  public Refused(int status, String message) {
    super(message);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
