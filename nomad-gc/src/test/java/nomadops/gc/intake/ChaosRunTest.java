package nomadops.gc.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChaosRunTest {
  @Test
  void aHundredThousandJobsAreDeletedOnceEachThroughStaleListsFaultsAndKilledReplicas()
      throws Exception {
    ChaosRun.Figures figures = ChaosRun.run(100_000, true, 0.01, 0, 1);
    assertThat(figures.left()).isZero();
    assertThat(figures.inVain()).as("duplicate deletes").isZero();
    assertThat(figures.applied()).isEqualTo(100_000);
    assertThat(figures.kills()).isPositive();
    assertThat(figures.faults()).isGreaterThan(1_000);
    assertThat(figures.stalePages()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 3, 4, 5})
  void whateverTheSeedNothingIsDeletedTwiceAndNothingIsForgotten(long seed) throws Exception {
    ChaosRun.Figures figures = ChaosRun.run(1_500, true, 0.03, 0, seed);
    assertThat(figures.inVain()).as("seed %d", seed).isZero();
    assertThat(figures.left()).as("seed %d", seed).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 3, 4})
  void twoReplicasWithoutALockDeleteNoVersionTwiceEither(long seed) throws Exception {
    ChaosRun.Figures figures = ChaosRun.run(3_000, false, 0.02, 0, seed);
    assertThat(figures.applied()).as("seed %d", seed).isEqualTo(3_000);
    assertThat(figures.left()).as("seed %d", seed).isZero();
  }

  /// Only a registration in the very instant between re-check and DELETE can be met; the
  /// compensator restores those.
  @ParameterizedTest
  @ValueSource(longs = {2, 3, 4})
  void jobsThatUsersRegisterAgainAreLeftAloneButForTheInstantBeforeTheDelete(long seed)
      throws Exception {
    ChaosRun.Figures figures = ChaosRun.run(2_000, true, 0.01, 0.01, seed);
    assertThat(figures.inVain()).as("seed %d", seed).isZero();
    assertThat(figures.liveDeleted()).as("seed %d", seed).isLessThan(20);
  }
}
