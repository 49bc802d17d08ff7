package nomadops.autoscaler.target.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import nomadops.autoscaler.facts.GroupFacts;
import nomadops.autoscaler.facts.GroupFacts.Member;
import nomadops.autoscaler.target.FakeAutoScaling;
import nomadops.autoscaler.target.FakeGroup;
import nomadops.autoscaler.target.FakeMachine;
import nomadops.autoscaler.target.HandTime;
import nomadops.autoscaler.target.Manners;
import nomadops.autoscaler.target.Target;
import nomadops.autoscaler.target.Target.Outcome;
import nomadops.autoscaler.target.Target.Reading;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever AWS does to requests and answers: no effect is done twice, and none takes the group out
/// of its own sizes.
@Timeout(120)
class AwsTargetPropertyTest {
  private static final int STEPS = 150;
  private static final int MIN = 2;
  private static final int MAX = 12;

  private final HandTime time = new HandTime();
  private final List<String> story = new ArrayList<>();
  private final Set<String> toEnd = new HashSet<>();

  static List<Long> seeds() {
    return new Random(20261201).longs(8).boxed().toList();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void nothingIsDoneTwiceAndTheSizesAreKept(long seed) {
    Random random = new Random(seed);
    try (FakeAutoScaling aws = new FakeAutoScaling(time, new Random(seed + 1))) {
      FakeGroup group = aws.group("batch", MIN, 4, MAX);
      try (AwsGroups groups = LoopbackGroups.of(aws, time, "batch")) {
        aws.behave(new Manners(0.1, 0.1, 0.1));
        for (int step = 0; step < STEPS; step++) {
          step(groups.target("batch"), aws, group, random);
          time.advance(Duration.ofSeconds(random.nextInt(40)));
          aws.advance();
        }
      }
      assertThat(aws.ends()).as(told(seed)).isPositive();
    } catch (AssertionError e) {
      throw new AssertionError(told(seed), e);
    }
  }

  private void step(Target target, FakeAutoScaling aws, FakeGroup group, Random random) {
    int before = group.desired();
    int endsBefore = aws.ends();
    if (random.nextBoolean()) {
      int from = random.nextInt(4) == 0 ? before - 1 : before;
      int to = from + random.nextInt(-3, 5);
      Outcome outcome = told(() -> target.resize(from, to), "resize " + from + " to " + to);
      assertThat(aws.ends()).as("a resize ends nothing").isEqualTo(endsBefore);
      assertThat(group.desired()).isIn(before, to);
      if (outcome instanceof Outcome.Done) {
        assertThat(group.desired()).isEqualTo(to);
      }
      if (before != from) {
        assertThat(group.desired()).as("it was told something else").isEqualTo(before);
      }
    } else {
      String instance = any(target, random);
      boolean known = toEnd.contains(instance) && isThere(group, instance);
      Outcome outcome = told(() -> target.end(instance), "end " + instance);
      assertThat(aws.ends() - endsBefore).isBetween(0, 1);
      assertThat(before - group.desired())
          .as("one machine, one place")
          .isEqualTo(aws.ends() - endsBefore);
      if (aws.ends() > endsBefore) {
        assertThat(toEnd.add(instance)).as("%s was not ended before", instance).isTrue();
      }
      if (known) {
        assertThat(outcome).isInstanceOfAny(Outcome.Already.class, Outcome.Later.class);
      }
    }
    assertThat(group.desired()).isBetween(MIN, MAX);
    assertThat(group.machines().stream().filter(machine -> wasChosenByAws(machine)))
        .as("only machines that were named are ended")
        .isEmpty();
  }

  private boolean wasChosenByAws(FakeMachine machine) {
    return machine.state().startsWith("Terminat") && !toEnd.contains(machine.id());
  }

  private static boolean isThere(FakeGroup group, String instance) {
    return group.machines().stream().anyMatch(machine -> machine.id().equals(instance));
  }

  /// One of the group, or one that was ended before: that is how repeats come about.
  private String any(Target target, Random random) {
    List<String> ids = new ArrayList<>(new TreeSet<>(toEnd));
    if (target.read() instanceof Reading.Known(GroupFacts facts)) {
      ids.addAll(facts.members().stream().map(Member::instance).toList());
    }
    return ids.isEmpty() ? "i-00000000000000000" : ids.get(random.nextInt(ids.size()));
  }

  private Outcome told(Supplier<Outcome> effect, String what) {
    Outcome outcome = effect.get();
    story.add(what + ": " + outcome);
    return outcome;
  }

  private String told(long seed) {
    return "seed " + seed + "\n" + String.join("\n", story);
  }
}
