package nomadops.health.scheduling;

import nomadops.health.scheduling.policy.Outcome;

/// Who is told of each look, by the canary's own thread.
public interface Looks {
  /// A look came to this.
  void looked(Outcome outcome) throws InterruptedException;

  /// There was no look, or it was left off, as this server does not lead.
  void notLeading() throws InterruptedException;

  /// Tells both, the first one first.
  default Looks and(Looks other) {
    Looks first = this;
    return new Looks() {
      @Override
      public void looked(Outcome outcome) throws InterruptedException {
        first.looked(outcome);
        other.looked(outcome);
      }

      @Override
      public void notLeading() throws InterruptedException {
        first.notLeading();
        other.notLeading();
      }
    };
  }
}
