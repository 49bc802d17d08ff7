package nomadops.autoscaler.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nomadops.runtime.leader.Fence;
import nomadops.runtime.leader.Permit;
import org.junit.jupiter.api.Test;

class FencedTargetTest {
  private final List<String> done = new ArrayList<>();
  private Permit permit = new Permit.Granted(Duration.ofSeconds(1));

  /// Writes down what it is told.
  private final class Recorder implements Target {
    @Override
    public String name() {
      return "batch";
    }

    @Override
    public Reading read() {
      return new Reading.Unknown("not looked");
    }

    @Override
    public Outcome resize(int from, int to) {
      return did("resize " + from + " " + to);
    }

    @Override
    public Outcome end(String instance) {
      return did("end " + instance);
    }

    @Override
    public Outcome replace(String instance) {
      return did("replace " + instance);
    }

    @Override
    public Outcome claim(String owner) {
      return did("claim " + owner);
    }

    private Outcome did(String what) {
      done.add(what);
      return new Outcome.Done(what);
    }
  }

  private final Target target = new FencedTarget(new Recorder(), () -> permit);

  @Test
  void theLeaderActs() {
    effects(target);
    assertThat(done).containsExactly("resize 1 2", "end i-1", "replace i-2", "claim prod");
    effects(new FencedTarget(new Recorder(), Fence.open()));
    assertThat(done).hasSize(8);
  }

  @Test
  void nobodyElseActsAndEverybodyReads() {
    permit = new Permit.Refused("leadership was not renewed in time");
    assertThat(effects(target))
        .containsOnly(
            new Target.Outcome.Refused("not the leader: leadership was not renewed in time"));
    assertThat(done).isEmpty();
    assertThat(target.read()).isEqualTo(new Target.Reading.Unknown("not looked"));
    assertThat(target.name()).isEqualTo("batch");
  }

  private static List<Target.Outcome> effects(Target target) {
    return List.of(
        target.resize(1, 2), target.end("i-1"), target.replace("i-2"), target.claim("prod"));
  }
}
