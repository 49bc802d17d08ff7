package nomadops.simulator.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/// The faults in force. Rules are tried in the order in which they were added; each that hits adds
/// its fault.
public final class Faults {
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final Random random;

  public Faults(long seed) {
    random = new Random(seed);
  }

  /// Adds a rule; the handle tells how often it hit, and takes it away.
  public Handle inject(Match match, Fault fault) {
    Rule rule = new Rule(match, fault);
    rules.add(rule);
    return rule;
  }

  public void clear() {
    rules.clear();
  }

  /// The faults that this request meets, in order.
  public List<Fault> meet(String method, String path) {
    if (rules.isEmpty()) {
      return List.of();
    }
    List<Fault> met = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.hits(method, path)) {
        met.add(rule.fault);
      }
    }
    return met;
  }

  /// A rule in force.
  public interface Handle {
    int hits();

    void remove();
  }

  private final class Rule implements Handle {
    private final Match match;
    private final Fault fault;
    private int hits;

    Rule(Match match, Fault fault) {
      this.match = match;
      this.fault = fault;
    }

    boolean hits(String method, String path) {
      if (!match.covers(method, path)) {
        return false;
      }
      synchronized (Faults.this) {
        if (hits >= match.times() || random.nextDouble() >= match.probability()) {
          return false;
        }
        hits++;
        return true;
      }
    }

    @Override
    public int hits() {
      synchronized (Faults.this) {
        return hits;
      }
    }

    @Override
    public void remove() {
      rules.remove(this);
    }
  }
}
