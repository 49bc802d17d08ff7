package nomadops.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Flag beats environment beats file beats default, whatever else is set.
class PrecedenceTest {

  @Test
  void theStrongestSourceThatSpeaksWins() throws BadValue {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      check(random, seed);
    }
  }

  private static void check(Random random, long seed) throws BadValue {
    Map<String, String> flags = new HashMap<>();
    Map<String, String> environment = new HashMap<>();
    StringBuilder yaml = new StringBuilder();
    Map<String, String> expected = new HashMap<>();
    for (Setting<Integer> setting : Numbers.ALL) {
      expected.put(setting.key(), "default 0");
      if (random.nextBoolean()) {
        int value = random.nextInt(1000);
        yaml.append(setting.key()).append(": ").append(value).append('\n');
        expected.put(setting.key(), "file " + value);
      }
      if (random.nextInt(3) == 0) {
        int value = random.nextInt(1000);
        environment.put(
            setting.key().replace('-', '_').toUpperCase(java.util.Locale.ROOT), "" + value);
        expected.put(setting.key(), "environment " + value);
      }
      if (random.nextInt(3) == 0) {
        int value = random.nextInt(1000);
        flags.put(setting.key(), "" + value);
        expected.put(setting.key(), "flag " + value);
      }
    }
    Resolved resolved =
        Settings.resolve(
                Numbers.CATALOGUE, flags, environment, YamlFile.topLevel("f", yaml.toString()))
            .orThrow();
    for (Setting<Integer> setting : Numbers.ALL) {
      String kind = resolved.origin(setting).toString().split(" ")[0];
      assertThat(kind + " " + resolved.get(setting))
          .as("seed %d, %s", seed, setting.key())
          .isEqualTo(expected.get(setting.key()));
    }
  }

  @Test
  void aReloadTakesWhatIsReloadableAndNamesTheRest() throws BadValue {
    Resolved current = SettingsTest.resolve("keep-for: 4h\nwindow: 8\n", Map.of(), Map.of());
    Resolved next =
        SettingsTest.resolve(
            "keep-for: 1h\nwindow: 4\nretention: [{id: a, keep-last: 1}]\n", Map.of(), Map.of());

    Reload.Apply apply = (Reload.Apply) Reload.decide(current, next);

    assertThat(apply.applied().toString())
        .isEqualTo("[keep-for: 4h -> 1h, retention: [] -> [{id: a, keep-last: 1}]]");
    assertThat(apply.needRestart().toString()).isEqualTo("[window: 8 -> 4]");
    assertThat(apply.effective().get(Sample.KEEP_FOR)).hasHours(1);
    assertThat(apply.effective().get(Sample.WINDOW)).isEqualTo(8);
    assertThat(apply.effective().get(Sample.RETENTION)).hasSize(1);
  }

  @Test
  void aFaultOrNoChangeKeepsTheOldConfiguration() throws BadValue {
    Resolved current = SettingsTest.resolve("keep-for: 4h\n", Map.of(), Map.of());
    Resolution faulty =
        Settings.resolve(
            Sample.CATALOGUE, Map.of(), Map.of(), YamlFile.topLevel("f", "keep-for: x"));

    assertThat(((Reload.Keep) Reload.decide(current, faulty)).reason())
        .contains("f:1:11: keep-for");
    assertThat(Reload.decide(current, current)).isEqualTo(new Reload.Keep("nothing has changed"));
  }

  @Test
  void theReloaderHandsOverTheNewConfigurationOnceAndKeepsTheOldOneOnAFault() throws BadValue {
    Resolved current = SettingsTest.resolve("keep-for: 4h\n", Map.of(), Map.of());
    Resolution faulty =
        Settings.resolve(
            Sample.CATALOGUE, Map.of(), Map.of(), YamlFile.topLevel("f", "keep-for: x"));
    Resolved next = SettingsTest.resolve("keep-for: 1h\n", Map.of(), Map.of());
    java.util.ArrayDeque<Resolution> files =
        new java.util.ArrayDeque<>(java.util.List.of(faulty, next, next));
    java.util.List<Resolved> taken = new java.util.ArrayList<>();
    java.util.List<Boolean> heard = new java.util.ArrayList<>();
    Reloader reloader = new Reloader(current, files::remove, taken::add, heard::add);

    reloader.run();
    assertThat(taken).isEmpty();
    reloader.run();
    reloader.run();
    assertThat(heard).as("refused, taken, unchanged").containsExactly(false, true, true);
    assertThat(taken)
        .singleElement()
        .satisfies(r -> assertThat(r.get(Sample.KEEP_FOR)).hasHours(1));
  }

  @Test
  void whatItsTakerRefusesIsNotInForceAndIsTriedAgain() throws BadValue {
    Resolved current = SettingsTest.resolve("keep-for: 4h\n", Map.of(), Map.of());
    Resolved next = SettingsTest.resolve("keep-for: 1h\n", Map.of(), Map.of());
    java.util.ArrayDeque<RuntimeException> refusals =
        new java.util.ArrayDeque<>(
            java.util.List.of(
                new nomadops.runtime.Refused("too short"),
                ConfigException.of("the file", "keep-for", "is too short", "write 4h")));
    java.util.List<Resolved> taken = new java.util.ArrayList<>();
    java.util.List<Boolean> heard = new java.util.ArrayList<>();
    Reloader reloader =
        new Reloader(
            current,
            () -> next,
            given -> {
              if (!refusals.isEmpty()) {
                throw refusals.remove();
              }
              taken.add(given);
            },
            heard::add);

    reloader.run();
    reloader.run();
    assertThat(taken).isEmpty();
    reloader.run();
    assertThat(taken).hasSize(1);
    assertThat(heard).containsExactly(false, false, true);
  }

  private static final class Numbers {
    static final java.util.List<Setting<Integer>> ALL =
        java.util.stream.IntStream.range(0, 8)
            .mapToObj(
                i -> Setting.of("n-" + i, Parsers.integer(0, 1000)).env("N_" + i).defaultsTo(0))
            .toList();
    static final Catalogue CATALOGUE = new Catalogue("n", new java.util.ArrayList<>(ALL));
  }
}
