package nomadops.drainer.webhook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import nomadops.drainer.notice.InstanceId;
import tools.jackson.databind.JsonNode;

/// How notices are read from the JSON of another program; configured by [Mappings]. Pure.
///
/// Whatever the mapping says to ignore is passed over unread, and so is what is over and is no
/// maintenance: nothing else can be called off. Every other item must be whole, or the request is
/// refused with all its faults.
public final class Mapping {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pointer WHOLE = Pointer.parse("");

  private final String name;
  private final Optional<Decoding> decoding;
  private final Pointer items;
  private final Fields fields;
  private final boolean keepInMemory;

  /// Where in an item things are.
  ///
  /// @param goes when the instance goes or its maintenance begins
  record Fields(
      InstanceRule instances,
      Pointer id,
      KindRule kind,
      Optional<Pointer> at,
      Optional<Pointer> goes,
      Optional<Pointer> reason,
      Optional<Pointer> code,
      Optional<OverRule> over) {}

  /// @param items one object, or a list of them
  /// @param keepInMemory `noted` is good enough for the sender
  Mapping(
      String name,
      Optional<Decoding> decoding,
      Optional<Pointer> items,
      Fields fields,
      boolean keepInMemory) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name is \""
              + name
              + "\", which becomes a part of a path; use small letters, digits and dashes, e.g."
              + " azure-scheduled-events");
    }
    this.name = name;
    this.decoding = decoding;
    this.items = items.orElse(WHOLE);
    this.fields = fields;
    this.keepInMemory = keepInMemory;
  }

  /// The last part of its path.
  public String name() {
    return name;
  }

  Reading read(byte[] body) {
    Faults faults = new Faults();
    List<Told> told =
        Documents.read(body, "", faults)
            .flatMap(document ->
                decoding.isEmpty() ? Optional.of(document) : decoding.get().open(document, faults))
            .map(document -> all(new Place(document, ""), faults))
            .orElse(List.of());
    return faults.none() ? new Reading.Read(told) : new Reading.Unreadable(faults.all());
  }

  private List<Told> all(Place root, Faults faults) {
    Place place = items.in(root, root);
    List<Told> told = new ArrayList<>();
    if (place.value().isArray()) {
      int i = 0;
      for (JsonNode element : place.value()) {
        told.addAll(item(new Place(element, place.where() + "/" + i++), root, faults));
      }
    } else {
      told.addAll(item(place, root, faults));
    }
    if (told.size() > OwnFormat.MOST) {
      faults.add(place.where(), told.size() + " notices", "at most " + OwnFormat.MOST);
    }
    return told;
  }

  private List<Told> item(Place item, Place root, Faults faults) {
    if (!item.value().isObject()) {
      faults.add(item.where(), Words.shown(item.value()), "an object or a list of them");
      return List.of();
    }
    Optional<Kind> kind = fields.kind().of(item, root, faults);
    boolean over = fields.over().map(rule -> rule.of(item, root)).orElse(false);
    if (kind.isEmpty() || kind.get() == Kind.IGNORE || (over && kind.get() != Kind.MAINTENANCE)) {
      return List.of();
    }
    Optional<String> id = fields.id().in(item, root).id(faults);
    Optional<Instant> at = time(fields.at(), item, root, faults);
    Optional<Instant> goes = time(fields.goes(), item, root, faults);
    Optional<String> reason = text(fields.reason(), item, root, faults);
    Optional<String> code = text(fields.code(), item, root, faults);
    List<Told> told = new ArrayList<>();
    for (InstanceId instance : fields.instances().of(item, root, faults)) {
      id.ifPresent(event ->
          told.add(
              new Told(
                  event,
                  instance,
                  kind.get(),
                  at,
                  goes,
                  reason.orElse(""),
                  code,
                  over,
                  keepInMemory)));
    }
    return told;
  }

  private static Optional<Instant> time(
      Optional<Pointer> pointer, Place item, Place root, Faults faults) {
    return pointer.flatMap(p -> p.in(item, root).time(faults));
  }

  private static Optional<String> text(
      Optional<Pointer> pointer, Place item, Place root, Faults faults) {
    return pointer.flatMap(p -> p.in(item, root).text("a text", faults));
  }

  @Override
  public String toString() {
    return name;
  }
}
