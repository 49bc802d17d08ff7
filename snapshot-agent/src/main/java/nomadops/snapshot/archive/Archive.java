package nomadops.snapshot.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a snapshot to its last byte, in bounded memory, and checks it as `nomad operator snapshot
/// restore` does and further: the digests in SHA256SUMS, that both files are there and nothing else
/// is, that the state is as long as `meta.json` says, and that the compressed file ends where it
/// should. The format is that of Nomad 1.7 to 2.0 (helper/snapshot/archive.go).
public final class Archive {
  private static final String META = "meta.json";
  private static final String STATE = "state.bin";
  private static final String SUMS = "SHA256SUMS";

  /// Far above what they ever are; a length in a header is only a claim.
  private static final int MOST_TEXT = 4 << 20;

  private static final Pattern SUM = Pattern.compile("([0-9a-f]{64})  (\\S+)");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, byte[]> texts = new TreeMap<>();
  private final Map<String, String> digests = new TreeMap<>();
  private long stateBytes = -1;
  private Contents contents = new Contents.Unknown("there is no state");

  private Archive() {}

  /// Reads everything and does not close `file`.
  ///
  /// @throws BadArchive when it is not a whole snapshot
  /// @throws IOException when `file` itself cannot be read
  public static ArchiveFacts check(InputStream file) throws IOException, BadArchive {
    MessageDigest whole = sha256();
    Counted counted = new Counted(new DigestInputStream(file, whole));
    Archive archive = new Archive();
    try {
      archive.read(counted);
      // What stands behind the end of the compressed file is hashed as well.
      counted.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      if (counted.failed()) {
        throw e;
      }
      String why = e instanceof EOFException ? "it ends too soon" : e.getMessage();
      throw new BadArchive("it is cut or damaged: " + why, e);
    }
    return archive.facts(counted.count(), HexFormat.of().formatHex(whole.digest()));
  }

  private void read(InputStream file) throws IOException, BadArchive {
    try (InputStream plain = gzip(file);
        TarArchiveInputStream tar = new TarArchiveInputStream(plain)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        take(entry, tar);
      }
      // To the end of the compression, whose own checksum stands there.
      plain.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static InputStream gzip(InputStream file) throws IOException, BadArchive {
    try {
      return new GZIPInputStream(file, 1 << 16);
    } catch (ZipException e) {
      throw new BadArchive("it is not compressed by gzip, so it is no snapshot of Nomad", e);
    }
  }

  private void take(TarArchiveEntry entry, InputStream content) throws IOException, BadArchive {
    String name = entry.getName();
    if (digests.containsKey(name)) {
      throw new BadArchive("it holds " + name + " twice");
    }
    MessageDigest digest = sha256();
    DigestInputStream hashed = new DigestInputStream(content, digest);
    switch (name) {
      case STATE -> {
        Counted counted = new Counted(hashed);
        contents = StateReader.read(counted);
        counted.transferTo(OutputStream.nullOutputStream());
        stateBytes = counted.count();
      }
      case META, SUMS -> {
        byte[] text = hashed.readNBytes(MOST_TEXT + 1);
        if (text.length > MOST_TEXT) {
          throw new BadArchive("its " + name + " is too long to be one");
        }
        texts.put(name, text);
      }
      default -> throw new BadArchive("it holds a file that no snapshot has: " + name);
    }
    digests.put(name, HexFormat.of().formatHex(digest.digest()));
  }

  private ArchiveFacts facts(long bytes, String sha256) throws BadArchive {
    Map<String, String> sums = sums(text(SUMS));
    for (String name : new String[] {META, STATE}) {
      String found = Optional.ofNullable(digests.get(name)).orElse("");
      if (found.isEmpty()) {
        throw new BadArchive("it lacks " + name);
      }
      if (!found.equals(sums.get(name))) {
        throw new BadArchive("the digest of its " + name + " is not the one in its SHA256SUMS");
      }
    }
    JsonNode meta = meta(text(META));
    long claimed = meta.path("Size").asLong(-1);
    if (claimed != stateBytes) {
      throw new BadArchive(
          "its state has " + stateBytes + " bytes, and its meta.json says " + claimed);
    }
    return new ArchiveFacts(
        bytes,
        sha256,
        meta.path("Index").asLong(),
        meta.path("Term").asLong(),
        stateBytes,
        contents);
  }

  private String text(String name) throws BadArchive {
    byte[] text = texts.get(name);
    if (text == null) {
      throw new BadArchive("it lacks " + name);
    }
    return new String(text, StandardCharsets.UTF_8);
  }

  private static JsonNode meta(String text) throws BadArchive {
    try {
      JsonNode meta = JSON.readTree(text);
      if (meta.path("Index").asLong(0) > 0) {
        return meta;
      }
      throw new BadArchive("its meta.json names no Raft index");
    } catch (JacksonException e) {
      throw new BadArchive("its meta.json is no JSON", e);
    }
  }

  private static Map<String, String> sums(String text) throws BadArchive {
    Map<String, String> sums = new TreeMap<>();
    for (String line : text.lines().toList()) {
      Matcher sum = SUM.matcher(line);
      if (!sum.matches()) {
        throw new BadArchive("its SHA256SUMS has a line that is no digest");
      }
      sums.put(sum.group(2), sum.group(1));
    }
    return sums;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
