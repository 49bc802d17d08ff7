package nomadops.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `deploy/kubernetes`: its files, and what kustomize makes of them.
final class KubernetesFolder {
  static final Path FOLDER = Path.of("../deploy/kubernetes");

  private static final Pattern KUSTOMIZE = Pattern.compile("Kustomize Version: v(\\d+)\\.");
  private static final int WITH_COMPONENTS = 4;
  private static final long SECONDS = 60;
  private static final Map<Path, List<KubernetesObject>> RENDERED = new ConcurrentHashMap<>();

  private KubernetesFolder() {}

  /// Why nothing can be rendered here; empty when it can.
  static Optional<String> missing() {
    try {
      Matcher version = KUSTOMIZE.matcher(kubectl("version", "--client"));
      boolean fit = version.find() && Integer.parseInt(version.group(1)) >= WITH_COMPONENTS;
      return fit
          ? Optional.empty()
          : Optional.of("left out: kubectl is too old for kustomize's components (1.22)");
    } catch (UncheckedIOException _) {
      return Optional.of("left out: kubectl is not on PATH, so no overlay was rendered");
    }
  }

  /// Every YAML file.
  static List<Path> files() {
    return walk().filter(file -> file.toString().endsWith(".yaml")).toList();
  }

  /// What is applied by itself: the base and every overlay.
  static List<Path> roots() {
    return walk()
        .filter(file -> file.endsWith("kustomization.yaml"))
        .map(Path::getParent)
        .filter(folder -> !folder.startsWith(FOLDER.resolve("components")))
        .toList();
  }

  /// Those of [#roots()] that are one Nomad cluster each.
  static List<Path> clusters() {
    return roots().stream().filter(root -> !root.endsWith("two-clusters")).toList();
  }

  static Path overlay(String name) {
    return FOLDER.resolve("overlays").resolve(name);
  }

  static List<KubernetesObject> rendered(Path root) {
    return RENDERED.computeIfAbsent(
        root, folder -> KubernetesObject.all(kubectl("kustomize", folder.toString())));
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> walk() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String kubectl(String... arguments) {
    try {
      Process process =
          new ProcessBuilder(Stream.concat(Stream.of("kubectl"), Stream.of(arguments)).toList())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        if (!ended || process.exitValue() != 0) {
          throw new IllegalStateException("kubectl " + String.join(" ", arguments) + " failed");
        }
        return out;
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
