package nomadops.simulator.feasible;

import static org.assertj.core.api.Assertions.assertThat;

import nomadops.simulator.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is read out of a job, beyond what the contract tests ask of a real server, too.
final class NeedsTest {
  @ParameterizedTest
  @CsvSource({
    "1.2.3,        '>= 1.2, < 2',     true",
    "1.2,          = 1.2.0,           true",
    "2.0.0,        '>= 1.2, < 2',     false",
    "1.9.4,        ~> 1.2,            true",
    "1.3.0,        ~> 1.2.3,          false",
    "1.2.9,        ~> 1.2.3,          true",
    "1.3.0-beta1,  >= 1.2,            false",
    "1.3.0-beta1,  >= 1.3.0-alpha1,   true",
    "1.3.0-beta1,  != 1.3.0,          true",
    "v1.3.0+ent,   1.3.0,             true",
    "one,          > 0,               false",
    "1.0,          > one,             false",
  })
  void aVersionMeetsItsConditions(String version, String conditions, boolean expected) {
    assertThat(Version.satisfies(version, conditions, false)).isEqualTo(expected);
  }

  @Test
  void semverComparesPrereleasesLikeOthers() {
    assertThat(Version.satisfies("1.3.0-beta1", ">= 1.2", true)).isTrue();
    assertThat(Version.satisfies("1.3.0-beta1", ">= 1.3.0", true)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "*,       dc1,     true",
    "dc1,     dc1,     true",
    "dc1,     dc10,    false",
    "dc*,     dc10,    true",
    "*-east,  us-east, true",
    "us-*-1*, us-e-1a, true",
    "us-*-1*, us-1a,   false",
    "a*a,     a,       false",
    "d.1,     dc1,     false",
  })
  void aDatacenterIsAGlob(String pattern, String datacenter, boolean expected) {
    assertThat(JobNeeds.glob(pattern, datacenter)).isEqualTo(expected);
  }

  @Test
  void phasesShareMemoryAndKeptCoresAreNeverShared() {
    Ask ask =
        Ask.of(
            Json.MAPPER.readTree(
                """
                {"EphemeralDisk":{"SizeMB":50},"Tasks":[
                 {"Resources":{"CPU":100,"MemoryMB":200,"SecretsMB":8}},
                 {"Resources":{"CPU":50,"MemoryMB":40},"Lifecycle":{"Hook":"poststart"}},
                 {"Resources":{"CPU":10,"MemoryMB":20},"Lifecycle":{"Hook":"prestart","Sidecar":true}},
                 {"Resources":{"CPU":400,"MemoryMB":90},"Lifecycle":{"Hook":"prestart"}},
                 {"Resources":{"Cores":2,"MemoryMB":30},"Lifecycle":{"Hook":"poststop"}}]}
                """));
    assertThat(ask.cpu()).as("prestart with its sidecar").isEqualTo(410);
    assertThat(ask.memoryMb()).as("main, poststart and the sidecar").isEqualTo(268);
    assertThat(ask.cores()).isEqualTo(2);
    assertThat(ask.diskMb()).isEqualTo(50);
  }
}
