package nomadops.drainer.drain;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import nomadops.client.NomadClient;
import nomadops.client.events.EventStream;
import nomadops.client.events.NomadEvent;
import nomadops.client.events.StreamGap;
import nomadops.client.events.StreamItem;
import nomadops.client.events.Subscription;
import nomadops.client.events.Topic;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.Node;
import nomadops.client.time.Pause;
import nomadops.drainer.notice.InstanceId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the index fresh: by the event stream (topic Node), and by a new list after whatever it may
/// have missed. While the stream is broken, each try to open it brings a list.
final class NodeWatch {
  private static final Logger LOG = LoggerFactory.getLogger(NodeWatch.class);
  private static final Duration GLANCE = Duration.ofMillis(200);
  private static final Duration AFTER_FAULT = Duration.ofSeconds(5);

  /// Every client's heartbeat and every allocation's change is an event of its node.
  private static final int BUFFER = 16_384;

  private final NomadClient nomad;
  private final InstanceNaming naming;
  private final NodeIndex index;
  private final NodeLister lister;
  private final Pause pause;
  private final Semaphore lists = new Semaphore(0);
  private volatile boolean listed;
  private boolean connected;

  NodeWatch(NomadClient nomad, InstanceNaming naming, NodeIndex index, Pause pause) {
    this.nomad = nomad;
    this.naming = naming;
    this.index = index;
    this.lister = new NodeLister(nomad, naming, index);
    this.pause = pause;
  }

  /// Whether all nodes were listed and read once.
  boolean listed() {
    return listed;
  }

  /// Follows the cluster until told to stop.
  void run(NodeListener listener, BooleanSupplier stop) throws InterruptedException {
    Thread listing = Thread.ofVirtual().name("drainer-nodes").start(() -> keepListing(listener));
    try (EventStream stream =
        nomad.events().subscribe(Subscription.to(Topic.NODE).withBuffer(BUFFER))) {
      while (!stop.getAsBoolean()) {
        Optional<StreamItem> item = stream.next(GLANCE);
        item.ifPresent(happened -> take(happened, listener));
      }
    } finally {
      listing.interrupt();
      listing.join();
    }
  }

  private void keepListing(NodeListener listener) {
    try {
      while (true) {
        lists.acquire();
        lists.drainPermits();
        if (!list(listener)) {
          pause.sleep(AFTER_FAULT);
          lists.release();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean list(NodeListener listener) throws InterruptedException {
    try {
      lister.list(listener);
      if (!listed) {
        listed = true;
        listener.listed(index.instances());
      }
      return true;
    } catch (NomadFault fault) {
      LOG.warn("the nodes could not all be listed and read: {}", fault.getMessage());
      return false;
    }
  }

  private void take(StreamItem item, NodeListener listener) {
    switch (item) {
      case NomadEvent.NodeEvent event when event.type().equals("NodeDeregistration") ->
          index.remove(event.node().id());
      case NomadEvent.NodeEvent event -> changed(event, listener);
      case StreamItem.Connected _ -> {
        connected = true;
        lists.release();
      }
      case StreamItem.Disconnected(NomadFault cause, Duration _) -> disconnected(cause);
      case StreamGap gap -> {
        index.forgetMarks();
        LOG.info("events of nodes may have been missed ({}), listing anew", gap.cause());
        lists.release();
      }
      case StreamItem.Heartbeat _,
          NomadEvent.JobEvent _,
          NomadEvent.EvaluationEvent _,
          NomadEvent.AllocationEvent _,
          NomadEvent.DeploymentEvent _,
          NomadEvent.Unknown _ -> {}
    }
  }

  private void changed(NomadEvent.NodeEvent event, NodeListener listener) {
    Node node = event.node();
    Optional<InstanceId> instance = naming.of(node);
    boolean back = index.heard(instance.map(_ -> Heard.of(node)));
    boolean fresh = index.put(node.id(), instance);
    if (fresh || event.type().equals("NodeRegistration")) {
      instance.ifPresent(id -> listener.registered(id, node.id()));
    } else {
      instance.ifPresent(id -> listener.written(id, node.modifyIndex()));
    }
    if (back) {
      instance.ifPresent(listener::returned);
    }
  }

  private void disconnected(NomadFault cause) {
    index.forgetMarks();
    if (connected) {
      LOG.warn("the event stream broke, nodes are listed until it is back: {}", cause.getMessage());
    }
    connected = false;
    lists.release();
  }
}
