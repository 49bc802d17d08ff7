package nomadops.runtime.leader;

import java.util.Optional;
import nomadops.client.NomadClient;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.AgentSelf;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.runtime.Stop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the Nomad server beside us: asks it every second who leads, and compares with its own
/// RPC address.
public final class LocalServerLeadership implements Leadership {
  private static final Logger LOG = LoggerFactory.getLogger(LocalServerLeadership.class);
  private static final int ADDRESS_HOLDS_FOR_POLLS = 60;

  private final NomadClient nomad;
  private final Ticker ticker;
  private final Pause pause;
  private final Fence fence;
  private LocalState state = LocalState.START;
  private String own = "";
  private int polls;
  private volatile Standing standing = new Standing(false, "", "starting");

  public LocalServerLeadership(NomadClient nomad, Ticker ticker, Pause pause) {
    this.nomad = nomad;
    this.ticker = ticker;
    this.pause = pause;
    this.fence = Fence.shut(ticker);
  }

  @Override
  public Fence fence() {
    return fence;
  }

  @Override
  public Standing standing() {
    Standing now = standing;
    boolean lapsed = now.leading() && !fence.mayAct();
    return lapsed ? new Standing(false, now.holder(), "the server does not answer") : now;
  }

  @Override
  public void run(Stop stop) throws InterruptedException {
    while (!Thread.interrupted()) {
      poll();
      pause.sleep(LocalState.POLL);
    }
    throw new InterruptedException();
  }

  @Override
  public void close() {
    fence.shut("stopping");
    standing = new Standing(false, standing.holder(), "stopping");
  }

  void poll() {
    long sentAt = ticker.nanos();
    try {
      if (own.isEmpty() || polls % ADDRESS_HOLDS_FOR_POLLS == 0) {
        own = address(nomad.agent().self());
      }
      polls++;
      sentAt = ticker.nanos();
      Optional<String> leader = nomad.status().leader();
      state = state.observed(leader.filter(own::equals).isPresent(), sentAt, ticker.nanos());
      adjust(leader.orElse(""));
    } catch (NomadFault e) {
      own = "";
      become(new Standing(standing().leading(), standing.holder(), String.valueOf(e.getMessage())));
    }
  }

  private void adjust(String leader) {
    if (state.deadline().isPresent()) {
      fence.openUntil(state.deadline().getAsLong());
      become(new Standing(true, leader, "the server beside us is Raft leader"));
    } else {
      String reason =
          state.leadingSince().isPresent()
              ? "the server beside us became leader just now; waiting for the former to stop"
              : leader.isEmpty() ? "the cluster has no leader" : leader + " is Raft leader";
      fence.shut(reason);
      become(new Standing(false, leader, reason));
    }
  }

  // As raft/status report it: the address that servers advertise for RPC, e.g. "10.0.0.1:4647".
  private static String address(AgentSelf self) {
    Optional<String> advertised = self.text("config", "AdvertiseAddrs", "RPC");
    String host = self.text("member", "Tags", "rpc_addr").orElse("");
    String port = self.text("member", "Tags", "port").orElse("");
    return advertised.filter(a -> !a.isEmpty()).orElse(host + ":" + port);
  }

  private void become(Standing next) {
    Standing before = standing;
    standing = next;
    if (!next.equals(before)) {
      LOG.info("leadership: {}: {}", next.leading() ? "leading" : "following", next.reason());
    }
  }
}
