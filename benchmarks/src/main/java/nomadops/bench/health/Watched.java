package nomadops.bench.health;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/// A controller over a fleet that reports to it.
interface Watched extends AutoCloseable {
  /// How long things take in its time.
  ///
  /// @param calm until it acts
  /// @param common for which a target is down
  /// @param step from one more handful of sick clients to the next
  /// @param handful clients that fall sick in a step
  /// @param after for which they are sick, and nothing else happens
  record Story(Duration calm, Duration common, Duration step, int handful, Duration after) {}

  Story story();

  /// Lets so much time pass while the fleet is so.
  void pass(Duration time, Plight plight) throws IOException, InterruptedException;

  /// Common causes that it sees at this moment.
  int causes() throws IOException, InterruptedException;

  /// Clients that it leaves alone at this moment, by the guard.
  Map<String, Integer> held() throws IOException, InterruptedException;

  /// Reports that it did not take.
  long refused();

  @Override
  void close() throws IOException;
}
