package nomadops.drainer.drain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerBuildsTest {
  @ParameterizedTest
  @CsvSource({
    "1.8.4, true",
    "1.10.5, true",
    "1.10.6, true",
    "1.10.5+ent, true",
    "1.10.6+ent, false",
    "1.10.6+ent.fips, false",
    "1.11.0-beta.1, false",
    "1.11.0, false",
    "2.0.5, false",
    "2.0.5-dev, false",
    "'', false",
    "latest, false"
  })
  void serversBefore1_11PlaceCutBatchWorkAnew(String build, boolean anew) {
    assertThat(ServerBuilds.placesCutBatchAnew(build)).isEqualTo(anew);
  }
}
