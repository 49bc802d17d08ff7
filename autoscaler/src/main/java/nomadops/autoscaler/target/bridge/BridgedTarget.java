package nomadops.autoscaler.target.bridge;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import nomadops.autoscaler.target.Target;

/// A group of another cloud: hands instructions over one after another. One that is worth trying
/// again keeps its id until it is settled, so that the other side can tell a repeat from a new wish
/// for the same.
public final class BridgedTarget implements Target {
  private static final int MOST_OPEN = 1_000;

  private final String name;
  private final Way way;
  private final RandomGenerator random;
  private final Map<Instruction, String> open = new LinkedHashMap<>();

  BridgedTarget(String name, Way way, RandomGenerator random) {
    this.name = name;
    this.way = way;
    this.random = random;
  }

  /// A group behind a webhook.
  ///
  /// @param group as the configuration has it
  /// @param clock dates what is read, and signatures
  /// @param random makes ids of instructions
  public static Target byWebhook(
      String group, WebhookTerms terms, InstantSource clock, RandomGenerator random) {
    return new BridgedTarget(group, new WebhookWay(terms, clock), random);
  }

  /// A group behind a program.
  ///
  /// @param group as the configuration has it
  /// @param environment of the program, all of it
  /// @param clock dates what is read
  /// @param random makes ids of instructions
  public static Target byProgram(
      String group,
      ExecTerms terms,
      Map<String, String> environment,
      InstantSource clock,
      RandomGenerator random) {
    return new BridgedTarget(group, new ExecWay(terms, environment, clock), random);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Reading read() {
    return way.read(name);
  }

  @Override
  public Outcome resize(int from, int to) {
    return tell(new Instruction.Resize(from, to));
  }

  @Override
  public Outcome end(String instance) {
    return tell(new Instruction.End(instance));
  }

  @Override
  public Outcome replace(String instance) {
    return tell(new Instruction.Replace(instance));
  }

  @Override
  public Outcome claim(String owner) {
    return tell(new Instruction.Claim(owner));
  }

  private synchronized Outcome tell(Instruction instruction) {
    String id = open.computeIfAbsent(instruction, _ -> newId());
    Outcome outcome = way.tell(name, instruction, id);
    switch (outcome) {
      case Outcome.Later _ -> {
        if (open.size() > MOST_OPEN) {
          open.remove(open.keySet().iterator().next());
        }
      }
      case Outcome.Done _, Outcome.Already _, Outcome.Refused _ -> open.remove(instruction);
    }
    return outcome;
  }

  private String newId() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
