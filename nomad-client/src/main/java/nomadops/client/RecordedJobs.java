package nomadops.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import nomadops.client.model.JobStub;
import nomadops.client.model.NomadJson;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.ObjectReader;

/// A list of jobs that was written to a file: the body of `GET /v1/jobs`, plain or gzip, read row
/// by row in constant memory.
public final class RecordedJobs implements AutoCloseable {
  private static final int GZIP = 0x8b1f;
  private static final int BUFFER = 1 << 16;

  private final JsonParser json;
  private final ObjectReader reader = NomadJson.readerOf(JobStub.class);
  private boolean ended;

  private RecordedJobs(JsonParser json) {
    this.json = json;
  }

  /// Opens it; the stream is closed with this.
  ///
  /// @throws IOException when it cannot be read, or is not a JSON list
  public static RecordedJobs open(InputStream body) throws IOException {
    InputStream plain = unpacked(new BufferedInputStream(body, BUFFER));
    RecordedJobs jobs = new RecordedJobs(NomadJson.readerOf(JobStub.class).createParser(plain));
    try {
      if (jobs.json.nextToken() != JsonToken.START_ARRAY) {
        throw new IOException("it is not a JSON list of jobs");
      }
      return jobs;
    } catch (JacksonException e) {
      throw broken(e);
    }
  }

  private static InputStream unpacked(BufferedInputStream body) throws IOException {
    body.mark(2);
    int magic = body.read() | body.read() << 8;
    body.reset();
    return magic == GZIP ? new GZIPInputStream(body, BUFFER) : body;
  }

  /// The next row; empty after the last.
  ///
  /// @throws IOException when it breaks off, or a row is not a job
  public Optional<JobStub> next() throws IOException {
    if (ended) {
      return Optional.empty();
    }
    try {
      return switch (json.nextToken()) {
        case START_OBJECT -> Optional.of(row());
        case END_ARRAY -> {
          ended = true;
          yield Optional.empty();
        }
        case null, default -> throw new IOException("it breaks off, or is a list of other things");
      };
    } catch (JacksonException e) {
      throw broken(e);
    }
  }

  private JobStub row() throws IOException {
    JobStub job = reader.readValue(json);
    if (job.id().isEmpty() || job.type().isEmpty()) {
      throw new IOException("a row of it is not a job: it has no ID or no Type");
    }
    return job;
  }

  /// Says where, and never what stands there: meta may hold a secret.
  private static IOException broken(JacksonException e) {
    String where =
        e.getLocation() == null
            ? ""
            : " at line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr();
    return new IOException("it is not the JSON that Nomad gives" + where, e);
  }

  @Override
  public void close() {
    json.close();
  }
}
