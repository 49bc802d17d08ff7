package nomadops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MedianTest {
  @Test
  void oneOutlierDoesNotMoveIt() {
    assertThat(Median.of(List.of(1.0, 900.0, 2.0))).isEqualTo(2.0);
  }

  @Test
  void ofAnEvenNumberItIsTheMeanOfTheMiddleTwo() {
    assertThat(Median.of(List.of(4.0, 1.0, 3.0, 9.0))).isEqualTo(3.5);
  }

  @Test
  void ofNothingItIsNotANumberWhichMeetsNoBar() {
    assertThat(Median.of(List.of())).isNaN();
  }
}
