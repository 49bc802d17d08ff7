package nomadops.exporter.view;

import java.time.InstantSource;
import java.util.Locale;
import nomadops.client.events.EventHeader;
import nomadops.client.events.NomadEvent;
import nomadops.client.events.StreamGap;
import nomadops.client.events.StreamItem;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what the stream says into the view, and asks for lists where it may have been silent.
final class EventFeed {
  private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);

  private final ClusterView view;
  private final Freshness freshness;
  private final SweepSchedule schedule;
  private final WatchCounts counts;
  private final InstantSource clock;
  private boolean connected;
  private String told = "";

  EventFeed(
      ClusterView view,
      Freshness freshness,
      SweepSchedule schedule,
      WatchCounts counts,
      InstantSource clock) {
    this.view = view;
    this.freshness = freshness;
    this.schedule = schedule;
    this.counts = counts;
    this.clock = clock;
  }

  void take(StreamItem item) {
    switch (item) {
      case NomadEvent event -> {
        freshness.heard();
        counts.event(event.header().topic());
        event(event);
      }
      case StreamItem.Heartbeat _ -> freshness.heard();
      case StreamItem.Connected _ -> {
        if (!told.isEmpty()) {
          LOG.info("the event stream is there again");
        }
        told = "";
        connected = true;
        schedule.connected(true);
        begin();
      }
      case StreamGap gap -> {
        LOG.info("events may have been missed ({}); the cluster is listed anew", gap.cause());
        counts.gap(gap.cause().name().toLowerCase(Locale.ROOT));
        if (gap.cause() == StreamGap.Cause.INDEX_WENT_BACK) {
          view.restart();
        }
        begin();
      }
      case StreamItem.Disconnected gone -> disconnected(gone);
    }
  }

  /// Nobody can prove that nothing was missed: Raft indexes are not contiguous per topic, and a
  /// server that no longer has what was asked for begins later without a word.
  private void begin() {
    freshness.begun();
    schedule.missed();
  }

  private void disconnected(StreamItem.Disconnected gone) {
    NomadFault cause = gone.cause();
    String why = (connected ? "the event stream broke: " : "the event stream cannot be opened: ");
    // Tried again for ever: told once for each kind of fault, also when it was never open.
    String kind = kind(cause);
    if (connected || !kind.equals(told)) {
      LOG.warn(
          "{}{}{}; the cluster is listed until it is there", why, cause.getMessage(), hint(cause));
    }
    told = kind;
    connected = false;
    counts.disconnected();
    schedule.connected(false);
    freshness.broken(why + cause.getMessage());
  }

  private static String kind(NomadFault cause) {
    return cause instanceof NomadFault.Answered answered
        ? "status " + answered.status()
        : cause.getClass().getSimpleName();
  }

  /// A stream of all namespaces wants rights in each of them (`event_endpoint.go`, 1.7 to 2.0).
  private static String hint(NomadFault cause) {
    return cause instanceof NomadFault.Answered answered && answered.status() == 403
        ? " (it takes a token with read-job in every namespace and node read)"
        : "";
  }

  private void event(NomadEvent event) {
    long index = event.index();
    switch (event) {
      case NomadEvent.JobEvent(EventHeader header, Job job) -> {
        if (isGone(header, job)) {
          view.told(index, rows -> rows.jobGone(job.key(), index));
        } else {
          view.told(index, rows -> rows.told(job));
        }
      }
      case NomadEvent.NodeEvent(EventHeader header, var node) -> {
        if (header.type().equals("NodeDeregistration")) {
          view.told(index, rows -> rows.nodeGone(node.id(), index));
        } else {
          view.told(index, rows -> rows.told(node));
        }
      }
      case NomadEvent.EvaluationEvent(var _, var evaluation) -> {
        view.told(index, rows -> rows.told(evaluation));
        lag(evaluation.modifyTime());
      }
      case NomadEvent.AllocationEvent(var _, var allocation) -> {
        view.told(index, rows -> rows.told(allocation));
        lag(allocation.modifyTime());
      }
      case NomadEvent.DeploymentEvent(var _, var deployment) ->
          view.told(index, rows -> rows.told(deployment));
      case NomadEvent.Unknown _ -> {}
    }
  }

  /// A purge tells the job as it was before, so with an older index than its own; a stop tells it
  /// as it is (1.7.5 to 2.0).
  private static boolean isGone(EventHeader header, Job job) {
    boolean deregistered =
        header.type().equals("JobDeregistered") || header.type().equals("JobBatchDeregistered");
    return deregistered && job.modifyIndex() < header.index();
  }

  private void lag(long nanos) {
    if (nanos > 0) {
      counts.lag(Math.max(0, clock.millis() - nanos / 1_000_000) / 1e3);
    }
  }
}
