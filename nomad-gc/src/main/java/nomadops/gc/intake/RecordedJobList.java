package nomadops.gc.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nomadops.client.RecordedJobs;
import nomadops.client.model.JobStub;
import nomadops.gc.job.DeadJob;
import nomadops.gc.job.JobType;
import nomadops.runtime.Failure;
import org.jspecify.annotations.Nullable;

/// A list that was recorded, in place of a cluster: the body of `GET
/// /v1/jobs?namespace=*&meta=true` (Nomad 1.7 to 2.0), live jobs and all. It is read from its begin
/// again for each walk, and page after page within one. Not for many threads.
public final class RecordedJobList implements JobList, AutoCloseable {
  private static final int PAGE = 5_000;

  private final Path file;
  private final String namespace;
  private final Set<JobType> types;
  private @Nullable RecordedJobs open;
  private int pages;

  /// A list of what the settings ask for.
  ///
  /// @param namespace a name, or `*`
  /// @param types empty for all
  public RecordedJobList(Path file, String namespace, Set<JobType> types) {
    this.file = file;
    this.namespace = namespace;
    this.types = Set.copyOf(types);
  }

  /// The next page; the first again when `token` is empty.
  ///
  /// @throws Failure naming the file, when it is missing or not such a list
  @Override
  public Page page(Optional<String> token, Set<String> metaKeys) {
    try {
      RecordedJobs jobs = token.isEmpty() ? begin() : next(token.get());
      JobRows rows = new JobRows(metaKeys);
      List<DeadJob> page = new ArrayList<>();
      for (int i = 0; i < PAGE; i++) {
        Optional<JobStub> row = jobs.next();
        if (row.isEmpty()) {
          close();
          return new Page(page, 0, Optional.empty());
        }
        row.filter(this::isAsked).map(rows::dead).ifPresent(page::add);
      }
      pages++;
      return new Page(page, 0, Optional.of(Integer.toString(pages)));
    } catch (NoSuchFileException _) {
      throw new Failure("there is no file " + file);
    } catch (IOException e) {
      throw new Failure(
          file
              + " cannot be read: "
              + e.getMessage()
              + ". It should be the body of GET /v1/jobs?namespace=*&meta=true, as gc plan -record writes it.");
    }
  }

  private RecordedJobs begin() throws IOException {
    close();
    RecordedJobs jobs = RecordedJobs.open(Files.newInputStream(file));
    open = jobs;
    pages = 0;
    return jobs;
  }

  private RecordedJobs next(String token) {
    RecordedJobs jobs = open;
    if (jobs == null || !token.equals(Integer.toString(pages))) {
      throw new IllegalStateException("a recorded list is read in its order, not from " + token);
    }
    return jobs;
  }

  private boolean isAsked(JobStub job) {
    return job.status().equals("dead")
        && (namespace.equals("*") || namespace.equals(job.namespace()))
        && (types.isEmpty() || types.contains(JobType.parse(job.type())));
  }

  @Override
  public void close() {
    RecordedJobs jobs = open;
    open = null;
    if (jobs != null) {
      jobs.close();
    }
  }
}
