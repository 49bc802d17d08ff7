package nomadops.autoscaler.target;

import java.util.function.Supplier;
import nomadops.runtime.leader.Fence;
import nomadops.runtime.leader.Permit;

/// A target that acts only while this process leads. Reads are everybody's.
public final class FencedTarget implements Target {
  private final Target target;
  private final Supplier<Permit> fence;

  /// Asks the fence just before each effect.
  public FencedTarget(Target target, Fence fence) {
    this(target, fence::permit);
  }

  FencedTarget(Target target, Supplier<Permit> fence) {
    this.target = target;
    this.fence = fence;
  }

  @Override
  public String name() {
    return target.name();
  }

  @Override
  public Reading read() {
    return target.read();
  }

  @Override
  public Outcome resize(int from, int to) {
    return asLeader(() -> target.resize(from, to));
  }

  @Override
  public Outcome end(String instance) {
    return asLeader(() -> target.end(instance));
  }

  @Override
  public Outcome replace(String instance) {
    return asLeader(() -> target.replace(instance));
  }

  @Override
  public Outcome claim(String owner) {
    return asLeader(() -> target.claim(owner));
  }

  private Outcome asLeader(Supplier<Outcome> effect) {
    return switch (fence.get()) {
      case Permit.Granted _ -> effect.get();
      case Permit.Refused(String reason) -> new Outcome.Refused("not the leader: " + reason);
    };
  }
}
