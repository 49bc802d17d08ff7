package nomadops.client.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One `-----BEGIN X-----` block of a PEM file.
final class PemBlock {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

  private final String type;
  private final byte[] der;

  private PemBlock(String type, byte[] der) {
    this.type = type;
    this.der = der;
  }

  String type() {
    return type;
  }

  byte[] der() {
    return der;
  }

  static List<PemBlock> read(Path file) throws IOException {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IOException("cannot read the PEM file " + file + " (" + e + ")", e);
    }
    List<PemBlock> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      try {
        blocks.add(
            new PemBlock(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2))));
      } catch (IllegalArgumentException e) {
        throw new IOException(
            "the " + matcher.group(1) + " in " + file + " is not base64: " + e.getMessage(), e);
      }
    }
    return blocks;
  }
}
