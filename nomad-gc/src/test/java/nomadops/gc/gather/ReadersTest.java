package nomadops.gc.gather;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadersTest {
  @ParameterizedTest
  @CsvSource({
    "0, false, 8",
    "31, false, 8",
    "32, false, 7",
    "128, false, 4",
    "255, false, 1",
    "256, false, 1",
    "0, true, 8",
    "64, true, 6",
    "65, true, 0",
    "256, true, 0"
  })
  void theFewerWaitTheMoreReadAndNoneBesideUsersWhileEnoughDo(
      int waiting, boolean othersWork, int wanted) {
    assertThat(Readers.wanted(waiting, 256, othersWork)).isEqualTo(wanted);
  }
}
