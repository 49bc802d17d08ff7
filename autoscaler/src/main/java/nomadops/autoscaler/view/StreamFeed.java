package nomadops.autoscaler.view;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import nomadops.autoscaler.capacity.NodeLedger;
import nomadops.autoscaler.capacity.Placement;
import nomadops.client.events.NomadEvent;
import nomadops.client.events.StreamGap;
import nomadops.client.events.StreamItem;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.AllocationStub;
import nomadops.client.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what the stream says into the picture, and asks for lists where it may have been silent.
final class StreamFeed {
  private static final Logger LOG = LoggerFactory.getLogger(StreamFeed.class);

  private final NodeLedger ledger;
  private final Picture picture;
  private final Schedule schedule;
  private final Bell bell;
  private final InstantSource clock;
  private final Ticker ticker;
  private final Consumer<AllocationStub> ended;
  private boolean connected;

  StreamFeed(
      NodeLedger ledger,
      Picture picture,
      Schedule schedule,
      Bell bell,
      InstantSource clock,
      Ticker ticker,
      Consumer<AllocationStub> ended) {
    this.ledger = ledger;
    this.picture = picture;
    this.schedule = schedule;
    this.bell = bell;
    this.clock = clock;
    this.ticker = ticker;
    this.ended = ended;
  }

  void take(StreamItem item) {
    Instant now = clock.instant();
    switch (item) {
      case NomadEvent event -> {
        picture.heard(now);
        event(event, now);
      }
      case StreamItem.Heartbeat _ -> picture.heard(now);
      case StreamItem.Connected _ -> {
        connected = true;
        schedule.connected(true);
        begin(now);
      }
      case StreamGap gap -> {
        LOG.info("events may have been missed ({}), listing anew", gap.cause());
        if (gap.cause() == StreamGap.Cause.INDEX_WENT_BACK) {
          picture.restart();
        }
        begin(now);
      }
      case StreamItem.Disconnected(NomadFault cause, Duration _) -> disconnected(cause);
    }
  }

  private void begin(Instant now) {
    picture.begun(now);
    long nanos = ticker.nanos();
    schedule.want(Errand.NODES, nanos);
    schedule.want(Errand.EVALUATIONS, nanos);
    schedule.want(Errand.JOBS, nanos);
  }

  private void disconnected(NomadFault cause) {
    if (connected) {
      LOG.warn(
          "the event stream broke, the cluster is listed until it is back: {}", cause.getMessage());
    }
    connected = false;
    schedule.connected(false);
    picture.broken("the event stream broke: " + cause.getMessage());
  }

  private void event(NomadEvent event, Instant now) {
    switch (event) {
      case NomadEvent.NodeEvent(var header, var node) -> {
        if (header.type().equals("NodeDeregistration")) {
          ledger.nodeGone(node.id(), header.index(), now);
        } else {
          ledger.node(node, now);
        }
        bell.ring();
      }
      case NomadEvent.AllocationEvent(var _, var allocation) -> {
        picture.allocation(allocation, now);
        Placement.of(allocation).ifPresent(placement -> ledger.placement(placement, now));
        if (allocation.isClientTerminal()) {
          ended.accept(allocation);
        }
        changed();
      }
      case NomadEvent.JobEvent(var _, var job) -> {
        ledger.jobType(job.key(), job.type(), now);
        changed();
      }
      case NomadEvent.EvaluationEvent(var _, var evaluation) -> {
        picture.evaluation(evaluation);
        changed();
      }
      case NomadEvent.DeploymentEvent _, NomadEvent.Unknown _ -> {}
    }
  }

  private void changed() {
    schedule.want(Errand.JOBS, ticker.nanos());
    bell.ring();
  }
}
