package nomadops.gc.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import nomadops.client.NomadClient;
import nomadops.client.model.SchedulerConfiguration;
import nomadops.gc.bankrupt.Bankruptcy;
import nomadops.gc.bankrupt.RecordStore;
import nomadops.gc.bankrupt.plan.Finding;
import nomadops.runtime.Refused;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Keyboard;

/// What `gc bankrupt` asks before it does anything; a script answers by `-confirm`.
final class BankruptQuestions {
  private final Invocation invocation;
  private final Keyboard keyboard;
  private final PrintStream lines;
  private final PrintStream guide;

  BankruptQuestions(
      Invocation invocation, Keyboard keyboard, PrintStream lines, PrintStream guide) {
    this.invocation = invocation;
    this.keyboard = keyboard;
    this.lines = lines;
    this.guide = guide;
  }

  /// What becomes of a bankruptcy that did not end.
  enum Answer {
    GO_ON,
    RESUME,
    STOP
  }

  /// Refuses what is no bankruptcy, unless the operator insists.
  ///
  /// @throws Refused for the first reason
  void refuse(List<Finding> findings) {
    for (Finding finding : findings) {
      if (finding instanceof Finding.Bar(String text)) {
        throw new Refused("nothing was done: " + text + ".");
      }
      if (finding instanceof Finding.Doubt(String text)
          && !invocation.flag(BankruptCommand.FORCE)) {
        throw new Refused("nothing was done: " + text + ". If you know better, say -force.");
      }
    }
  }

  /// Asks for the cluster's name.
  ///
  /// @throws Refused for any other
  void confirm(String cluster, String question) {
    Optional<String> typed = asked(question);
    if (!typed.map(cluster::equals).orElse(false)) {
      throw new Refused(
          "nothing was done: "
              + typed
                  .map(name -> "\"" + name + "\" is not the cluster's name")
                  .orElse("the cluster's name was not given; say -confirm NAME")
              + ". This is "
              + cluster
              + ".");
    }
  }

  private Optional<String> asked(String question) {
    Optional<String> given = invocation.option(BankruptCommand.CONFIRM);
    if (given.isPresent() || !keyboard.isThere()) {
      return given;
    }
    lines.print(question);
    lines.flush();
    return keyboard.line().map(String::strip);
  }

  /// Tells of what an earlier process left behind, and asks what to do about it.
  ///
  /// @throws Refused when the answer is none
  Answer goOn(NomadClient nomad, String cluster, RecordStore.Kept left) {
    SchedulerConfiguration now = nomad.operator().schedulerConfiguration().value();
    guide.print(BankruptText.found(left, now.pauseEvalBroker(), now.rejectJobRegistration()));
    List<String> changed = Bankruptcy.changedByOthers(left.record(), now);
    if (!changed.isEmpty()) {
      guide.println(
          "Meanwhile somebody changed "
              + String.join(", ", changed)
              + " of the scheduler configuration. That stays.");
    }
    if (invocation.flag(BankruptCommand.DRY_RUN)) {
      guide.println("It would be gone on with. Only to resume: " + BankruptText.LAST_WORDS);
      return Answer.STOP;
    }
    Optional<String> typed =
        asked(
            "Type the cluster's name to go on with it, or resume to resume the broker and stop: ");
    if (typed.map("resume"::equals).orElse(false)) {
      return Answer.RESUME;
    }
    if (typed.map(cluster::equals).orElse(false)) {
      return Answer.GO_ON;
    }
    throw new Refused(
        "nothing was done: the name of this cluster, "
            + cluster
            + ", goes on with it (-confirm for scripts). Only to resume: "
            + BankruptText.LAST_WORDS);
  }
}
