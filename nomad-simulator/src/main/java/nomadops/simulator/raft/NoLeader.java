package nomadops.simulator.raft;

/// There is no leader to apply an entry. Nothing was applied.
public final class NoLeader extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NoLeader() {
    super("No cluster leader");
  }
}
