package nomadops.autoscaler.trace.file;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// Files of lines, compressed where their name ends in `.gz`.
final class Lines {
  private static final int BUFFER = 1 << 16;

  private Lines() {}

  static BufferedReader of(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      InputStream plain = zipped(file) ? new GZIPInputStream(in, BUFFER) : in;
      // A decoder of this kind puts a mark where bytes are no UTF-8: the field then is a fault.
      return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), BUFFER);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  static BufferedWriter to(Path file) throws IOException {
    OutputStream out = Files.newOutputStream(file);
    OutputStream packed = zipped(file) ? new GZIPOutputStream(out, BUFFER) : out;
    return new BufferedWriter(new OutputStreamWriter(packed, StandardCharsets.UTF_8), BUFFER);
  }

  static String nameOf(Path file) {
    Path name = file.getFileName();
    return name == null ? file.toString() : name.toString();
  }

  private static boolean zipped(Path file) {
    return nameOf(file).endsWith(".gz");
  }
}
