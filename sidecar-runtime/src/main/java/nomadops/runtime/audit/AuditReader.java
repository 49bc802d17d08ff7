package nomadops.runtime.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Reads an audit file back, record by record in constant memory.
public final class AuditReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private AuditReader() {}

  /// Hands every readable record to `consumer`.
  ///
  /// @return how many lines were not records, e.g. cut off by a crash
  public static long read(Path path, Consumer<AuditRecord> consumer) throws IOException {
    long unreadable = 0;
    try (BufferedReader lines = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        try {
          consumer.accept(JSON.readValue(line, AuditRecord.class));
        } catch (JacksonException e) {
          unreadable++;
        }
      }
    }
    return unreadable;
  }
}
