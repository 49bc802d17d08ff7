package nomadops.drainer.webhook;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import nomadops.runtime.config.BadValue;
import nomadops.runtime.config.Node;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Position;
import nomadops.runtime.config.Problem;
import nomadops.runtime.config.Shape;
import nomadops.runtime.config.ValueParser;

/// Reads the list of [Mapping]s:
///
/// ```yaml
/// - name: azure-scheduled-events   # POST /v1/notice/azure-scheduled-events; required
///   decode: {at: /message/data, as: base64-json}   # or json: a text that holds the document
///   items: /Events                 # a list or one object; left out, the whole document
///   instances: /Resources          # a text or a list; or {from: /name, after: /instances/}; required
///   id: /EventId                   # the same for each telling of an event; required
///   kind: {from: /EventType, map: {Preempt: spot-interruption, Freeze: ignore}, otherwise: maintenance}
///   at: /Time                      # left out, when it was first told
///   starts: /NotBefore             # or ends, or deadline: when the instance goes
///   over: {from: /EventStatus, is: [Completed]}
///   reason: /Description
///   code: /EventType
///   accept: noted                  # 202 where a notice is only remembered here
/// ```
///
/// Pointers are JSON pointers (RFC 6901) from the item; `$/message/id` is from the whole document.
public final class Mappings {
  private static final List<String> TIMES = List.of("starts", "ends", "deadline");

  private Mappings() {}

  /// What answer a sender takes.
  enum Accept {
    SAFE,
    NOTED
  }

  /// The parser of the whole list.
  public static ValueParser<List<Mapping>> parser() {
    return new Unique(Parsers.listOf(one()));
  }

  static ValueParser<Mapping> one() {
    return Parsers.mapping(
        "mapping",
        shape -> {
          var name = shape.required("name", Parsers.string());
          var decode = shape.optional("decode", decoding());
          var items = shape.optional("items", pointer());
          var fields = fields(shape);
          var accept = shape.optional("accept", Parsers.oneOf(Accept.class), Accept.SAFE);
          return () ->
              new Mapping(
                  name.get(),
                  decode.get(),
                  items.get(),
                  fields.get(),
                  accept.get() == Accept.NOTED);
        });
  }

  private static Supplier<Mapping.Fields> fields(Shape shape) {
    var instances = shape.required("instances", new InstanceRuleParser());
    var id = shape.required("id", pointer());
    var kind = shape.required("kind", new KindRuleParser());
    var at = shape.optional("at", pointer());
    var goes = TIMES.stream().map(time -> shape.optional(time, pointer())).toList();
    var reason = shape.optional("reason", pointer());
    var code = shape.optional("code", pointer());
    var over = shape.optional("over", over());
    return () -> {
      List<Pointer> given = goes.stream().flatMap(time -> time.get().stream()).toList();
      if (given.size() > 1) {
        throw new IllegalArgumentException(
            "has more than one of " + String.join(", ", TIMES) + ", which mean the same; give one");
      }
      return new Mapping.Fields(
          instances.get(),
          id.get(),
          kind.get(),
          at.get(),
          given.stream().findFirst(),
          reason.get(),
          code.get(),
          over.get());
    };
  }

  static ValueParser<Pointer> pointer() {
    return Parsers.scalar(
        "pointer", "write a JSON pointer, e.g. /Events, or $/Events from the top", Pointer::parse);
  }

  private static ValueParser<Decoding> decoding() {
    return Parsers.mapping(
        "decoding",
        shape -> {
          var at = shape.required("at", pointer());
          var as = shape.required("as", Parsers.oneOf(Decoding.As.class));
          return () -> new Decoding(at.get(), as.get());
        });
  }

  private static ValueParser<OverRule> over() {
    return Parsers.mapping(
        "rule of what is over",
        shape -> {
          var from = shape.required("from", pointer());
          var is = shape.required("is", Parsers.listOf(Parsers.string()));
          return () -> new OverRule(from.get(), Set.copyOf(is.get()));
        });
  }

  /// No two of one name.
  private record Unique(ValueParser<List<Mapping>> list) implements ValueParser<List<Mapping>> {
    @Override
    public List<Mapping> parse(Node node) throws BadValue {
      List<Mapping> mappings = list.parse(node);
      Set<String> names = new HashSet<>();
      List<Problem> problems = new ArrayList<>();
      for (int i = 0; i < mappings.size(); i++) {
        String name = mappings.get(i).name();
        if (!names.add(name)) {
          problems.add(
              new Problem(
                  position(node, i),
                  "[" + i + "].name",
                  "\"" + name + "\" is the name of another mapping already",
                  "give each its own"));
        }
      }
      if (!problems.isEmpty()) {
        throw new BadValue(problems);
      }
      return mappings;
    }

    private static Position position(Node node, int item) {
      return Optional.of(node)
          .filter(Node.Sequence.class::isInstance)
          .map(sequence -> ((Node.Sequence) sequence).items().get(item).position())
          .orElse(node.position());
    }

    @Override
    public String kind() {
      return list.kind();
    }

    @Override
    public Node fromText(String text, Position position) throws BadValue {
      return list.fromText(text, position);
    }
  }
}
