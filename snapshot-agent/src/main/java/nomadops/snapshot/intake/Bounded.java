package nomadops.snapshot.intake;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import nomadops.client.time.Ticker;

/// Lets bytes through until a bound is reached. A server that sends a byte now and then keeps each
/// read short; only the sum tells.
final class Bounded extends FilterOutputStream {

  /// A bound was reached.
  static final class Reached extends IOException {
    private static final long serialVersionUID = 1L;

    Reached(String message) {
      super(message);
    }
  }

  private final DownloadTerms terms;
  private final Ticker ticker;
  private final long begin;
  private final BooleanSupplier given;
  private final LongConsumer told;
  private long bytes;

  /// @param given true once the download is given up
  /// @param told how many bytes came in
  Bounded(
      OutputStream to,
      DownloadTerms terms,
      Ticker ticker,
      BooleanSupplier given,
      LongConsumer told) {
    super(to);
    this.terms = terms;
    this.ticker = ticker;
    this.begin = ticker.nanos();
    this.given = given;
    this.told = told;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    bytes += length;
    if (bytes > terms.most()) {
      throw new Reached(
          "the snapshot is larger than max-size, "
              + terms.most()
              + " bytes; raise it if it may be");
    }
    if (ticker.nanos() - begin > terms.deadline().toNanos()) {
      throw new Reached(
          "the snapshot did not come whole within timeout, "
              + terms.deadline().toSeconds()
              + " s; "
              + bytes
              + " bytes came");
    }
    if (given.getAsBoolean()) {
      throw new Reached("the download was given up: this process stops or leads no more");
    }
    out.write(from, offset, length);
    told.accept(length);
  }
}
