package nomadops.snapshot.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import nomadops.client.NomadClient;
import nomadops.client.SnapshotReceipt;
import nomadops.client.fault.NomadFault;
import nomadops.client.time.Ticker;
import nomadops.snapshot.archive.Archive;
import nomadops.snapshot.archive.ArchiveFacts;
import nomadops.snapshot.archive.BadArchive;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Receives one snapshot (`GET /v1/operator/snapshot`, Nomad 1.7 to 2.0). The digest of the bytes
/// is compared with the server's `Digest` header by the client; what lies on the disk afterwards is
/// read again and compared, and its own SHA256SUMS are checked.
public final class Download {
  private static final Logger LOG = LoggerFactory.getLogger(Download.class);

  /// No snapshot's name begins so.
  private static final String PART = ".nomad-ops-";

  private static final String END = ".part";

  private final NomadClient nomad;
  private final DownloadTerms terms;
  private final InstantSource clock;
  private final Ticker ticker;

  public Download(NomadClient nomad, DownloadTerms terms, InstantSource clock, Ticker ticker) {
    this.nomad = nomad;
    this.terms = terms;
    this.clock = clock;
    this.ticker = ticker;
  }

  /// Receives into a new file of `spool`, which only its owner can read: it holds every secret of
  /// the cluster. The caller closes what is returned, and the file goes with it.
  ///
  /// @param given true once it is given up
  /// @param told how many bytes came in
  /// @throws NomadFault when Nomad gave none
  /// @throws Unfit when what it gave cannot be kept
  /// @throws IOException when the file cannot be written or read
  public Received receive(Path spool, BooleanSupplier given, LongConsumer told)
      throws Unfit, IOException {
    Instant asked = clock.instant();
    Path file = Files.createTempFile(spool, PART, END);
    boolean kept = false;
    try {
      SnapshotReceipt receipt = stream(file, given, told);
      ArchiveFacts facts = check(file);
      compare(receipt, facts);
      kept = true;
      return new Received(file, facts, asked);
    } finally {
      if (!kept) {
        Received.discard(file);
      }
    }
  }

  private SnapshotReceipt stream(Path file, BooleanSupplier given, LongConsumer told)
      throws Unfit, IOException {
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
      return nomad
          .operator()
          .saveSnapshot(terms.stale(), new Bounded(out, terms, ticker, given, told));
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof Bounded.Reached bound) {
        throw new Unfit(String.valueOf(bound.getMessage()), bound);
      }
      throw e.getCause();
    }
  }

  private static ArchiveFacts check(Path file) throws Unfit, IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Archive.check(in);
    } catch (BadArchive e) {
      throw new Unfit("what Nomad sent is no whole snapshot: " + e.getMessage(), e);
    }
  }

  private static void compare(SnapshotReceipt receipt, ArchiveFacts facts) throws Unfit {
    String sent = HexFormat.of().formatHex(Base64.getDecoder().decode(receipt.sha256()));
    if (!sent.equals(facts.sha256())) {
      throw new Unfit("the disk gave back something else than Nomad sent", null);
    }
  }

  /// Removes what a crash left behind, once it is so old that nobody can be writing it.
  public void sweep(Path spool) {
    Instant before =
        clock.instant().minus(terms.deadline().multipliedBy(2)).minus(Duration.ofHours(1));
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(spool, PART + "*" + END)) {
      for (Path part : parts) {
        if (Files.getLastModifiedTime(part).toInstant().isBefore(before)) {
          Received.discard(part);
          LOG.info("removed {}, which an earlier process left behind", part);
        }
      }
    } catch (IOException e) {
      LOG.warn("cannot look for what an earlier process left in {}: {}", spool, e.toString());
    }
  }
}
