package nomadops.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nomadops.simulator.DeadJobSeed;
import nomadops.simulator.NomadSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The page of a collector at work, as a person's browser shows it. Needs Chromium. */
@Timeout(180)
class StatusPageEndToEndTest {
  private static final Pattern SERVED = Pattern.compile("admin pages on (http://\\S+)");

  /** WCAG 2.2: 4.5 to 1 for text. */
  private static final double CONTRAST = 4.5;

  @TempDir static Path folder;
  private static NomadSimulator nomad;
  private static Process gc;
  private static Chromium chromium;
  private static URI address;

  @BeforeAll
  static void start() throws Exception {
    Assumptions.assumeTrue(
        Chromium.installed().isPresent(),
        "chromium is not installed, so the status page is not looked at (apt-get install chromium)");
    nomad = NomadSimulator.start();
    // All of them, as the page names the newest alone.
    nomad
        .state()
        .seedDeadJobs(DeadJobSeed.of(3_000).idPrefix("<img src=x onerror=document.title='owned'>"));
    Path home = Path.of(System.getProperty("nomadops.home"));
    Path log = folder.resolve("gc.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            home.resolve("bin/nomad-ops").toString(),
            "gc",
            "run",
            "-address",
            nomad.address().toString(),
            "-leader",
            "none",
            "-max-rate",
            "10",
            "-list-interval",
            "2s",
            "-admin-address",
            "127.0.0.1:0");
    builder.environment().put("NOMAD_OPS_JAVA_HOME", System.getProperty("java.home"));
    gc = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    address = served(log);
    chromium = Chromium.start(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    if (chromium != null) {
      chromium.close();
    }
    if (gc != null) {
      gc.destroy();
      if (!gc.waitFor(30, TimeUnit.SECONDS)) {
        gc.destroyForcibly().waitFor();
      }
    }
    if (nomad != null) {
      nomad.close();
    }
  }

  private static URI served(Path log) throws IOException, InterruptedException {
    for (int i = 0; i < 600 && gc.isAlive(); i++) {
      Matcher found = SERVED.matcher(Files.readString(log));
      if (found.find()) {
        return URI.create(found.group(1));
      }
      Thread.sleep(100);
    }
    throw new AssertionError("gc does not serve: " + Files.readString(log));
  }

  /** Waits until an expression is true in the page. */
  private static void await(String what, String expression) throws Exception {
    for (int i = 0; i < 600; i++) {
      if (chromium.value(expression).asBoolean()) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError(
        what + " never came; the page says: " + chromium.value("document.body.innerText"));
  }

  private static void open(int width, boolean dark) throws Exception {
    chromium.screen(width, 800, dark);
    chromium.open(address);
    await("the stream", "document.getElementById('follow').textContent === 'follows'");
  }

  @Test
  void itFollowsWithoutBeingLoadedAgainAndCanBePaused() throws Exception {
    open(1280, false);
    chromium.value("window.still = true; window.was = document.getElementById('rest').innerText");
    await("a change", "document.getElementById('rest').innerText !== window.was");
    await("a decision", "document.getElementById('decisions').innerText.includes('purge')");
    await("a plot", "document.querySelector('path.line').getAttribute('d').length > 5");
    assertThat(chromium.value("window.still").asBoolean()).isTrue();

    chromium.value("document.getElementById('pause').click()");
    chromium.value("window.was = document.getElementById('rest').innerText");
    Thread.sleep(3_000);
    assertThat(
            chromium.value("document.getElementById('rest').innerText === window.was").asBoolean())
        .isTrue();
    chromium.value("document.getElementById('pause').click()");
    await("what was held", "document.getElementById('rest').innerText !== window.was");
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 360, 768, 1280})
  void nothingGoesBeyondTheScreen(int width) throws Exception {
    open(width, false);
    chromium.value("document.querySelectorAll('details').forEach(d => d.open = true)");
    assertThat(chromium.value("document.documentElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(width);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyTextStandsOutFromWhatIsBehindIt(boolean dark) throws Exception {
    open(390, dark);
    assertThat(chromium.value("matchMedia('(prefers-color-scheme: dark)').matches").asBoolean())
        .isEqualTo(dark);
    chromium.value("document.querySelectorAll('details').forEach(d => d.open = true)");
    JsonNode worst = chromium.value(Files.readString(resource("contrast.js")));
    assertThat(worst.get("looked").asInt()).isGreaterThan(50);
    assertThat(worst.get("ratio").asDouble()).as(worst.toString()).isGreaterThan(CONTRAST);
  }

  @Test
  void theTabKeyComesToEveryControlInOrderAndShowsWhereItIs() throws Exception {
    open(1280, false);
    List<String> wanted = new ArrayList<>();
    chromium
        .value(
            "[...document.querySelectorAll('a, button, summary')].map(e => e.textContent.trim())")
        .forEach(one -> wanted.add(one.asString()));
    List<String> met = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      chromium.press("Tab", 9);
      JsonNode at =
          chromium.value(
              "(() => { const e = document.activeElement, s = getComputedStyle(e);"
                  + " return {text: e.textContent.trim(), shown: s.outlineStyle !== 'none' &&"
                  + " parseFloat(s.outlineWidth) >= 2}; })()");
      met.add(at.get("text").asString());
      assertThat(at.get("shown").asBoolean()).as(at.toString()).isTrue();
    }
    assertThat(met).isEqualTo(wanted);
  }

  @Test
  void landmarksAndHeadingsTellAScreenReaderWhereItIs() throws Exception {
    open(1280, false);
    assertThat(
            chromium
                .value(
                    "['header', 'main', 'footer', 'nav', 'h1', '[role=status]'].map(s =>"
                        + " document.querySelectorAll(s).length).join()")
                .asString())
        .isEqualTo("1,1,1,1,1,1");
    assertThat(
            chromium
                .value("[...document.querySelectorAll('h2')].map(h => h.textContent).join()")
                .asString())
        .isEqualTo("Now,Decisions,Waits for,Details");
  }

  @Test
  void nothingIsFetchedFromElsewhereNothingIsRefusedAndNobodysNameIsRun() throws Exception {
    open(1280, false);
    await("a hostile name", "document.body.innerText.includes('<img src=x onerror=')");
    Thread.sleep(2_000);
    assertThat(
            chromium.value("document.querySelectorAll('img, iframe, object, form').length").asInt())
        .isZero();
    assertThat(chromium.value("document.title").asString()).isEqualTo("gc · nomad-ops");
    assertThat(chromium.page().events("Log.entryAdded")).isEmpty();
    assertThat(chromium.page().events("Runtime.exceptionThrown")).isEmpty();
    assertThat(chromium.page().events("Runtime.consoleAPICalled")).isEmpty();
    assertThat(chromium.page().events("Audits.issueAdded")).isEmpty();
    assertThat(chromium.page().events("Network.requestWillBeSent"))
        .extracting(event -> event.at("/params/request/url").asString())
        .isNotEmpty()
        .allSatisfy(url ->
            assertThat(url)
                .satisfiesAnyOf(
                    u -> assertThat(u).startsWith(address.toString()),
                    u -> assertThat(u).startsWith("data:image/svg+xml")));
  }

  @Test
  void withoutScriptsThePageIsWholeAndLoadsItselfAgain() throws Exception {
    JsonNode _ =
        chromium.page().send("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    try {
      int before = chromium.page().events("Page.loadEventFired").size();
      chromium.open(address);
      for (int i = 0; i < 300; i++) {
        if (chromium.page().events("Page.loadEventFired").size() >= before + 2) {
          return;
        }
        Thread.sleep(100);
      }
      throw new AssertionError("the page was not loaded again");
    } finally {
      JsonNode _ =
          chromium.page().send("Emulation.setScriptExecutionDisabled", Map.of("value", false));
    }
  }

  private static Path resource(String name) throws Exception {
    return Path.of(
        java.util.Objects.requireNonNull(StatusPageEndToEndTest.class.getResource(name)).toURI());
  }
}
