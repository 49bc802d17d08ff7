package nomadops.health.internet;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nomadops.health.check.Finding;
import nomadops.health.check.Health;

/// How many of several independent targets have to answer: one that fails alone says more about
/// itself than about this client.
///
/// @param needed at least 1; where there are fewer targets, all of them
public record Quorum(int needed) {
  public Quorum {
    if (needed < 1) {
      throw new IllegalArgumentException(
          "the quorum " + needed + " is too small: the least is 1, any one target");
    }
  }

  /// The finding; every target that failed is named in it, also when enough answered: a fleet can
  /// see by it that the target is sick.
  ///
  /// @param targets what they are, in the plural, e.g. `resolvers`
  Finding judge(String targets, List<Answer> answers) {
    if (answers.isEmpty()) {
      return Finding.unknown("there are no " + targets + " to ask");
    }
    List<Answer> bad = answers.stream().filter(answer -> !answer.isGood()).toList();
    int good = answers.size() - bad.size();
    boolean enough = good >= Math.min(needed, answers.size());
    String reason =
        Stream.concat(
                Stream.of(good + " of " + answers.size() + " " + targets + " answered"),
                bad.stream().map(answer -> answer.target() + " " + answer.fault().orElseThrow()))
            .collect(Collectors.joining("; "));
    return new Finding(
        enough ? Health.OK : Health.FAIL,
        reason,
        bad.stream().map(Answer::target).collect(Collectors.toSet()));
  }
}
