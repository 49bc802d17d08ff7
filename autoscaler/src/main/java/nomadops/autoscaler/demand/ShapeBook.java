package nomadops.autoscaler.demand;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import nomadops.autoscaler.shape.GroupShape;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobSpec;
import nomadops.client.model.JobStub;
import org.jspecify.annotations.Nullable;

/// The shapes of jobs, each read once. Children that a parent made since it was last registered
/// have its shape, so ten thousand dispatches are one read; a child from before that keeps the
/// shape of its own time and is read by itself. So many are read in a turn, and no more: the rest
/// follows in the next. For one thread.
public final class ShapeBook {
  /// A job that could not be read is asked for again after this.
  private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

  /// How jobs are read.
  @FunctionalInterface
  public interface Reader {
    /// The job as it is now; empty when it is gone.
    ///
    /// @throws NomadFault when it cannot be read
    Optional<JobSpec> read(JobKey job);
  }

  /// What is known of a job.
  public sealed interface Entry {
    record Known(List<GroupShape> groups) implements Entry {
      public Known {
        groups = List.copyOf(groups);
      }
    }

    record Unreadable(String reason) implements Entry {}
  }

  private record Page(Entry entry, Instant at) {}

  /// @param index of the registration that the shape is of
  private record Key(JobKey job, long index) {}

  private final Reader reader;
  private final int readsInATurn;
  private final Map<Key, Page> pages;
  private int left;

  /// An empty book.
  ///
  /// @param most how many shapes are kept; those not used for longest go first
  public ShapeBook(Reader reader, int readsInATurn, int most) {
    this.reader = reader;
    this.readsInATurn = readsInATurn;
    this.left = readsInATurn;
    this.pages =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Key, Page> eldest) {
            return size() > most;
          }
        };
  }

  /// A new turn: as many reads again.
  public void turn() {
    left = readsInATurn;
  }

  /// The shapes of a job's groups.
  ///
  /// @param parentIndex the `JobModifyIndex` of its parent as it is now; empty when it has none, or
  ///   it is gone
  public Entry shapes(JobStub job, OptionalLong parentIndex, Instant now) {
    boolean asItsParent =
        !job.parentId().isEmpty()
            && parentIndex.isPresent()
            && job.createIndex() > parentIndex.getAsLong();
    Key key =
        asItsParent
            ? new Key(new JobKey(job.namespace(), job.parentId()), parentIndex.getAsLong())
            : new Key(new JobKey(job.namespace(), job.id()), job.jobModifyIndex());
    @Nullable Page page = pages.get(key);
    boolean again =
        page != null
            && page.entry() instanceof Entry.Unreadable
            && page.at().plus(ASK_AGAIN).isBefore(now);
    if (page != null && !again) {
      return page.entry();
    }
    if (left <= 0) {
      return new Entry.Unreadable("its job has not been read yet");
    }
    left--;
    Entry entry = read(new JobKey(job.namespace(), job.id()));
    pages.put(key, new Page(entry, now));
    return entry;
  }

  private Entry read(JobKey job) {
    try {
      Optional<JobSpec> spec = reader.read(job);
      return spec.isEmpty()
          ? new Entry.Unreadable("its job is gone")
          : new Entry.Known(JobShapes.of(spec.get()));
    } catch (NomadFault fault) {
      return new Entry.Unreadable("its job could not be read: " + fault.getMessage());
    }
  }
}
