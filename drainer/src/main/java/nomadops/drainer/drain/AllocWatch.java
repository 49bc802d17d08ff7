package nomadops.drainer.drain;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.events.EventStream;
import nomadops.client.events.NomadEvent;
import nomadops.client.events.StreamItem;
import nomadops.client.events.Subscription;
import nomadops.client.events.Topic;
import nomadops.client.fault.NomadFault;
import nomadops.client.time.Pause;
import nomadops.drainer.notice.InstanceId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells when an allocation ends on a node, from the event stream (topic Allocation), while anybody
/// waits for that: a busy cluster has thousands of these events a minute. What is missed is found
/// by whoever looks at the node from time to time.
final class AllocWatch {
  private static final Logger LOG = LoggerFactory.getLogger(AllocWatch.class);
  private static final Duration GLANCE = Duration.ofMillis(200);
  private static final Duration AFTER_FAULT = Duration.ofSeconds(5);

  /// Opening a stream is dear, and one instance seldom goes alone.
  private static final int IDLE_TURNS = 300;

  private static final int BUFFER = 16_384;

  private final NomadClient nomad;
  private final NodeIndex index;
  private final Pause pause;

  AllocWatch(NomadClient nomad, NodeIndex index, Pause pause) {
    this.nomad = nomad;
    this.index = index;
    this.pause = pause;
  }

  /// Listens while it is busy, until told to stop.
  void run(NodeListener listener, BooleanSupplier stop) throws InterruptedException {
    boolean broken = false;
    while (!stop.getAsBoolean()) {
      if (!listener.isBusy()) {
        pause.sleep(GLANCE);
        continue;
      }
      try {
        listen(listener, stop);
        broken = false;
      } catch (NomadFault fault) {
        if (!broken) {
          LOG.warn(
              "no events of allocations, so nodes are looked at now and then: {}",
              fault.getMessage());
        }
        broken = true;
        pause.sleep(AFTER_FAULT);
      }
    }
  }

  private void listen(NodeListener listener, BooleanSupplier stop) throws InterruptedException {
    // Without an index the server tells all that it still has, once more.
    OptionalLong now =
        nomad.allocations().page(Read.defaults().inAllNamespaces().withPerPage(1)).meta().index();
    Subscription ends = Subscription.to(Topic.ALLOCATION).withBuffer(BUFFER);
    Subscription fresh = now.isPresent() ? ends.from(now.getAsLong() + 1) : ends;
    try (EventStream stream = nomad.events().subscribe(fresh)) {
      int idle = 0;
      while (!stop.getAsBoolean() && idle < IDLE_TURNS) {
        Optional<StreamItem> item = stream.next(GLANCE);
        item.ifPresent(happened -> take(happened, listener));
        idle = listener.isBusy() ? 0 : idle + 1;
      }
    }
  }

  private void take(StreamItem item, NodeListener listener) {
    if (item instanceof NomadEvent.AllocationEvent event && event.allocation().isClientTerminal()) {
      Optional<InstanceId> instance = index.instanceOf(event.allocation().nodeId());
      instance.ifPresent(listener::changed);
    }
  }
}
