package nomadops.gc.bankrupt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import nomadops.client.model.JobKey;
import nomadops.gc.bankrupt.plan.BankruptFact;
import nomadops.gc.intake.Census;
import nomadops.gc.intake.JobList;
import nomadops.gc.intake.Survey;
import nomadops.gc.ledger.PurgeOutcome;
import nomadops.gc.policy.Verdict;
import nomadops.gc.purge.Candidate;
import nomadops.gc.purge.Safekeeping;
import nomadops.gc.purge.Unpaced;

/// Lists dead jobs page by page and purges what is due of them, sixteen at once. Holds one page.
final class PurgeRound {
  /// Between two looks whether the broker is still paused and the record still ours.
  private static final int BATCH = 1_000;

  private static final int ATTEMPTS = 6;

  private final Survey survey;
  private final Unpaced unpaced;
  private final Safekeeping safekeeping;
  private final Crew crew;
  private final Tally tally;
  private final IntConsumer settled;
  private final Census census = new Census();
  private final Deque<Candidate> inHand = new ArrayDeque<>();
  private final Map<JobKey, Integer> postponements = new HashMap<>();
  private Optional<String> token = Optional.empty();

  PurgeRound(
      Survey survey,
      Unpaced unpaced,
      Safekeeping safekeeping,
      Crew crew,
      Tally tally,
      IntConsumer settled) {
    this.survey = survey;
    this.unpaced = unpaced;
    this.safekeeping = safekeeping;
    this.crew = crew;
    this.tally = tally;
    this.settled = settled;
  }

  /// Reads the next page.
  BankruptFact.Listed list() throws InterruptedException {
    List<Candidate> due = new ArrayList<>();
    List<Due> rows = new ArrayList<>();
    JobList.Page page =
        survey.page(
            token,
            census,
            (job, verdict) -> {
              if (verdict instanceof Verdict.Purge purge) {
                rows.add(new Due(job, purge));
              }
            });
    rows.forEach(row -> due.add(new Candidate(row.job(), row.verdict(), page.index())));
    inHand.addAll(due);
    token = page.next();
    return new BankruptFact.Listed(inHand.size(), token.isPresent());
  }

  private record Due(nomadops.gc.job.DeadJob job, Verdict.Purge verdict) {}

  /// Purges some of what is in hand.
  BankruptFact purge() throws InterruptedException {
    List<Candidate> batch = new ArrayList<>();
    while (batch.size() < BATCH && !inHand.isEmpty()) {
      batch.add(inHand.removeFirst());
    }
    List<Candidate> again = Collections.synchronizedList(new ArrayList<>());
    Map<String, Integer> why = Collections.synchronizedMap(new HashMap<>());
    List<Candidate> may = safekeeping.keep(batch);
    try {
      crew.each(may, candidate -> attempt(candidate, again, why));
    } finally {
      inHand.addAll(again);
    }
    if (unpaced.refused()) {
      return new BankruptFact.Faulted("Nomad refused the token for a purge (403)", true);
    }
    return new BankruptFact.Purged(
        batch.size() - again.size(), inHand.size(), why.keySet().stream().findFirst().orElse(""));
  }

  private void attempt(Candidate candidate, List<Candidate> again, Map<String, Integer> why) {
    PurgeOutcome outcome = unpaced.purge(candidate);
    String postponed =
        switch (outcome) {
          case PurgeOutcome.Unknown(String text) -> text;
          case PurgeOutcome.Abandoned(String text) -> text;
          case PurgeOutcome.Purged _,
              PurgeOutcome.AlreadyGone _,
              PurgeOutcome.Changed _,
              PurgeOutcome.Deferred _,
              PurgeOutcome.Refused _ ->
              "";
        };
    if (!postponed.isEmpty() && mayTryAgain(candidate, outcome)) {
      again.add(candidate);
      why.merge(postponed, 1, Integer::sum);
      return;
    }
    tally.ended(candidate, outcome);
    safekeeping.ended(candidate, outcome);
    settled.accept(1);
  }

  /// What was not sent may be tried for as long as the stage has patience.
  private synchronized boolean mayTryAgain(Candidate candidate, PurgeOutcome outcome) {
    return outcome instanceof PurgeOutcome.Abandoned
        || postponements.merge(candidate.job().key(), 1, Integer::sum) < ATTEMPTS;
  }
}
