package nomadops.autoscaler;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import nomadops.autoscaler.demand.JobShapes;
import nomadops.autoscaler.shape.GroupShape;
import nomadops.autoscaler.trace.TraceClass;
import nomadops.autoscaler.trace.file.RecordedWriter;
import nomadops.client.events.NomadEvent;
import nomadops.client.events.StreamGap;
import nomadops.client.events.StreamItem;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.Job;
import nomadops.client.model.JobSpec;

/// Writes down, of what the event stream tells, what a trace is made of: when work was queued, what
/// it asks for, when it started and when it ended. Batch work alone: a service has no end to be
/// known. For one thread.
public final class Recording {
  private static final int REMEMBERED = 200_000;

  private final RecordedWriter writer;
  private final Map<String, Boolean> running = remembering();
  private final Map<String, Boolean> over = remembering();
  private final Map<String, Boolean> batch = remembering();
  private long queued;
  private long started;
  private long ended;
  private long gaps;

  public Recording(RecordedWriter writer) {
    this.writer = writer;
  }

  /// One thing that the stream said.
  public void take(StreamItem item) throws IOException {
    switch (item) {
      case NomadEvent.JobEvent(var header, var job) -> {
        if (header.type().equals("JobRegistered")) {
          registered(job);
        }
      }
      case NomadEvent.AllocationEvent(var _, var allocation) -> allocation(allocation);
      case StreamGap _ -> gaps++;
      case NomadEvent _,
          StreamItem.Heartbeat _,
          StreamItem.Connected _,
          StreamItem.Disconnected _ -> {}
    }
  }

  private void registered(Job job) throws IOException {
    boolean work = job.type().equals("batch") && !job.stop() && !job.periodic();
    if (!work || (job.parameterized() && !job.dispatched())) {
      return;
    }
    batch.put(job.namespace() + "/" + job.id(), true);
    Instant at = job.submittedAt();
    for (GroupShape group : JobShapes.of(JobSpec.of(job))) {
      if (group.count() > 0) {
        writer.queued(
            at,
            new TraceClass(
                TraceClass.parentOf(job.namespace() + "/" + job.id()),
                group.group(),
                group.shape().ask()),
            group.count(),
            job.priority());
        queued += group.count();
      }
    }
  }

  private void allocation(AllocationStub allocation) throws IOException {
    if (!batch.containsKey(allocation.namespace() + "/" + allocation.jobId())) {
      return;
    }
    String job = TraceClass.parentOf(allocation.namespace() + "/" + allocation.jobId());
    String id = allocation.id();
    boolean runs = allocation.clientStatus().equals("running");
    if ((runs || allocation.isClientTerminal()) && running.put(id, true) == null) {
      writer.started(allocation.startedAt(), job, allocation.taskGroup(), id);
      started++;
    }
    if (allocation.isClientTerminal() && over.put(id, true) == null) {
      writer.ended(allocation.modifiedAt(), job, allocation.taskGroup(), id);
      ended++;
    }
  }

  /// Lets others see what was written so far.
  public void flush() throws IOException {
    writer.flush();
  }

  public long queued() {
    return queued;
  }

  public long started() {
    return started;
  }

  public long ended() {
    return ended;
  }

  /// How often events were lost.
  public long gaps() {
    return gaps;
  }

  private static Map<String, Boolean> remembering() {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
        return size() > REMEMBERED;
      }
    };
  }
}
