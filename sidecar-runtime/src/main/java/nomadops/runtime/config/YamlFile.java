package nomadops.runtime.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads YAML 1.2 into [Node]s: one document, at most 1 MiB, no duplicate keys; anchors and aliases
/// are followed.
public final class YamlFile {
  private static final int LIMIT = 1 << 20;

  private YamlFile() {}

  /// The top level of a configuration file. An empty file is an empty mapping.
  ///
  /// @throws BadValue with every structural fault and its position
  public static Node.Mapping read(Path path) throws BadValue {
    String name = path.toString();
    try {
      if (Files.size(path) > LIMIT) {
        throw fault(name, "is larger than 1 MiB, which no configuration is", "");
      }
      return topLevel(name, decode(name, Files.readAllBytes(path)));
    } catch (NoSuchFileException e) {
      throw fault(name, "there is no such file", "check the path given by -config");
    } catch (IOException e) {
      throw fault(name, "cannot be read: " + e.getMessage(), "");
    }
  }

  /// The same from a text; `name` stands in positions.
  public static Node.Mapping topLevel(String name, String text) throws BadValue {
    Optional<Node> root = parse(name, text);
    if (root.isEmpty()) {
      return new Node.Mapping(List.of(), Position.of(name));
    }
    return switch (root.get()) {
      case Node.Mapping mapping -> mapping;
      case Node.Scalar scalar when scalar.isNull() ->
          new Node.Mapping(List.of(), scalar.position());
      case Node other ->
          throw BadValue.at(
              other,
              "the file holds " + other.shown() + ", not settings",
              "write \"key: value\" lines");
    };
  }

  /// One YAML document, or nothing when the text has none.
  static Optional<Node> parse(String name, String text) throws BadValue {
    String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
    LoadSettings settings = LoadSettings.builder().setLabel(name).setCodePointLimit(LIMIT).build();
    try {
      Iterator<org.snakeyaml.engine.v2.nodes.Node> documents =
          new Compose(settings).composeAllFromString(clean).iterator();
      if (!documents.hasNext()) {
        return Optional.empty();
      }
      Node first = new YamlNodes(name).convert(documents.next());
      if (documents.hasNext()) {
        throw fault(name, "holds more than one YAML document", "remove the \"---\" line between");
      }
      return Optional.of(first);
    } catch (MarkedYamlEngineException e) {
      throw new BadValue(List.of(syntax(name, clean, e)));
    } catch (YamlEngineException e) {
      throw fault(name, "is not YAML: " + e.getMessage(), "");
    }
  }

  private static Problem syntax(String name, String text, MarkedYamlEngineException e) {
    Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
    Position position =
        mark.map(m -> new Position(name, m.getLine() + 1, m.getColumn() + 1))
            .orElse(Position.of(name));
    String message = e.getProblem() == null ? "broken" : e.getProblem();
    boolean tab = mark.map(m -> lineHasTabIndent(text, m.getLine())).orElse(false);
    String hint = tab ? "indent with spaces, YAML allows no tab there" : "";
    return new Problem(position, "", "is not YAML: " + message.replace('\n', ' '), hint);
  }

  private static boolean lineHasTabIndent(String text, int line) {
    return text.lines()
            .skip(line)
            .findFirst()
            .map(l -> l.strip().isEmpty() || l.isBlank() || l.matches("\\s*\t.*"))
            .orElse(false)
        && text.contains("\t");
  }

  private static String decode(String name, byte[] bytes) throws BadValue {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw fault(name, "is not UTF-8 text", "save it as UTF-8");
    }
  }

  private static BadValue fault(String name, String message, String hint) {
    return new BadValue(List.of(new Problem(Position.of(name), "", message, hint)));
  }
}
