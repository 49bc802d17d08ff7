package nomadops.drainer.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import nomadops.runtime.config.BadValue;
import nomadops.runtime.config.Node;
import nomadops.runtime.config.Problem;
import nomadops.runtime.config.YamlFile;

/// The mappings that are shipped as texts, and what other clouds send.
final class Samples {
  private Samples() {}

  static String text(String name) {
    try (InputStream in = Samples.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("there is no sample " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A list of mappings, as a configuration file holds it.
  static List<Mapping> parse(String yaml) throws BadValue {
    Node.Mapping top = YamlFile.topLevel("drainer.yaml", yaml);
    return Mappings.parser().parse(top.entries().getFirst().value());
  }

  static List<Problem> problems(String yaml) {
    try {
      throw new AssertionError("no fault in " + parse(yaml));
    } catch (BadValue e) {
      return e.problems();
    }
  }

  /// The only mapping of a sample.
  static Mapping mapping(String name) {
    try {
      return parse(text(name)).getFirst();
    } catch (BadValue e) {
      throw new AssertionError(e);
    }
  }
}
