package nomadops.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.CodeSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/// What is installed here and what it runs on.
///
/// @param release of this distribution, e.g. `0.1.0`; `dev` where it runs from no jar
/// @param commit that it was built from, or `unknown`: a source archive has none
/// @param system the system properties of the process
record Installation(String release, String commit, Properties system) {
  /// What the manifest of the distribution's jar calls the commit.
  private static final String COMMIT = "Nomad-Ops-Commit";

  private static final String UNKNOWN = "unknown";

  /// Of this process.
  static Installation ofProcess() {
    Package own = NomadOps.class.getPackage();
    return new Installation(
        Optional.ofNullable(own.getImplementationVersion()).orElse("dev"),
        commitOfJar(),
        System.getProperties());
  }

  /// Name to value, in the order in which people read them. `aot_cache` is the file that the
  /// launcher gave to the JVM, or `off`.
  Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("version", release);
    facts.put("commit", commit);
    facts.put("nomad", "1.7 to 2.0");
    facts.put("java", property("java.runtime.version"));
    facts.put("java_vendor", property("java.vendor"));
    facts.put("java_home", property("java.home"));
    facts.put("platform", property("os.name") + " " + property("os.arch"));
    facts.put("home", property("nomadops.home"));
    facts.put("aot_cache", system.getProperty("nomadops.aot", "off"));
    return facts;
  }

  private String property(String name) {
    return system.getProperty(name, UNKNOWN);
  }

  // Not by the class loader's own lookup: the first manifest on the class path is any library's.
  private static String commitOfJar() {
    @Nullable CodeSource place = NomadOps.class.getProtectionDomain().getCodeSource();
    if (place == null || !place.getLocation().getPath().endsWith(".jar")) {
      return UNKNOWN;
    }
    URI manifest = URI.create("jar:" + place.getLocation() + "!/META-INF/MANIFEST.MF");
    try (InputStream in = manifest.toURL().openStream()) {
      @Nullable String commit = new Manifest(in).getMainAttributes().getValue(COMMIT);
      // Where there was no git, as in a source archive, the build's own variable stands there
      // still.
      return commit == null || commit.contains("{") ? UNKNOWN : commit;
    } catch (IOException e) {
      throw new UncheckedIOException("the manifest of " + place.getLocation(), e);
    }
  }
}
