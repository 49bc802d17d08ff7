package nomadops.page;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nomadops.cli.Tool;
import tools.jackson.databind.JsonNode;

/** A headless Chromium with a profile of its own, and one page in it. */
final class Chromium implements AutoCloseable {
  private static final Duration BOUND = Duration.ofSeconds(60);

  private final Process process;
  private final HttpClient http;
  private final DevTools page;

  private Chromium(Process process, HttpClient http, DevTools page) {
    this.process = process;
    this.http = http;
    this.page = page;
  }

  /** Where the browser is, when it is installed. */
  static Optional<Path> installed() {
    return Tool.found("chromium").or(() -> Tool.found("chromium-browser"));
  }

  /** Starts it, with its files below the folder. */
  static Chromium start(Path folder) throws Exception {
    Path profile = Files.createDirectories(folder.resolve("profile"));
    ProcessBuilder builder =
        new ProcessBuilder(
            installed().orElseThrow().toString(),
            "--headless",
            // As root there is no sandbox; it sees pages of ours alone.
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-proxy-server",
            "--remote-debugging-port=0",
            "--user-data-dir=" + profile,
            "about:blank");
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("chromium.log").toFile());
    Process process = builder.start();
    HttpClient http = HttpClient.newHttpClient();
    try {
      URI socket = target(process, http, profile);
      DevTools page = DevTools.of(http, socket);
      for (String domain : List.of("Page", "Runtime", "Network", "Log", "Audits")) {
        JsonNode _ = page.send(domain + ".enable", Map.of());
      }
      return new Chromium(process, http, page);
    } catch (Exception | Error e) {
      end(process);
      http.close();
      throw e;
    }
  }

  private static URI target(Process process, HttpClient http, Path profile) throws Exception {
    Path told = profile.resolve("DevToolsActivePort");
    long until = System.nanoTime() + BOUND.toNanos();
    while (System.nanoTime() < until && process.isAlive()) {
      if (Files.exists(told) && Files.readAllLines(told).size() > 1) {
        String port = Files.readAllLines(told).getFirst();
        HttpRequest list =
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list")).build();
        JsonNode pages =
            DevTools.JSON.readTree(http.send(list, HttpResponse.BodyHandlers.ofString()).body());
        for (JsonNode one : pages) {
          if (one.path("type").asString().equals("page")) {
            return URI.create(one.get("webSocketDebuggerUrl").asString());
          }
        }
      }
      Thread.sleep(50);
    }
    throw new IOException("chromium shows no page to speak to");
  }

  DevTools page() {
    return page;
  }

  /** Opens an address and waits until it is loaded. */
  void open(URI address) throws Exception {
    int before = page.events("Page.loadEventFired").size();
    JsonNode _ = page.send("Page.navigate", Map.of("url", address.toString()));
    long until = System.nanoTime() + BOUND.toNanos();
    while (page.events("Page.loadEventFired").size() == before) {
      if (System.nanoTime() > until) {
        throw new AssertionError(address + " was not loaded");
      }
      Thread.sleep(20);
    }
  }

  /** The value of an expression in the page. */
  JsonNode value(String expression) throws Exception {
    JsonNode got =
        page.send(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (got.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + got.get("exceptionDetails"));
    }
    return got.path("result").path("value");
  }

  /** A screen of this size, light or dark. */
  void screen(int width, int height, boolean dark) throws Exception {
    JsonNode _ =
        page.send(
            "Emulation.setDeviceMetricsOverride",
            Map.of(
                "width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    JsonNode _ =
        page.send(
            "Emulation.setEmulatedMedia",
            Map.of(
                "features",
                List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /** Presses the key as a person does. */
  void press(String key, int code) throws Exception {
    for (String type : List.of("keyDown", "keyUp")) {
      JsonNode _ =
          page.send(
              "Input.dispatchKeyEvent",
              Map.of("type", type, "key", key, "code", key, "windowsVirtualKeyCode", code));
    }
  }

  /** What is seen, as PNG. */
  void picture(Path to, boolean whole) throws Exception {
    JsonNode shot =
        page.send(
            "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", whole));
    Files.write(to, Base64.getDecoder().decode(shot.get("data").asString()));
  }

  @Override
  public void close() {
    page.close();
    end(process);
    http.close();
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
