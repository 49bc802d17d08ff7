package nomadops.drainer.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nomadops.drainer.notice.InstanceId;
import tools.jackson.databind.JsonNode;

/// Which instances an event is about: one text, or a list of them.
///
/// @param after only what follows the last of these is the name, e.g. `/instances/` in
///   `projects/p/zones/z/instances/vm-1`; empty for all of it
record InstanceRule(Pointer from, String after) {

  /// At least one, or a fault.
  List<InstanceId> of(Place item, Place root, Faults faults) {
    Place place = from.in(item, root);
    if (!place.value().isArray()) {
      return one(place, faults);
    }
    if (place.value().isEmpty()) {
      faults.add(place.where(), "an empty list", "a list of instances");
    }
    List<InstanceId> all = new ArrayList<>();
    int i = 0;
    for (JsonNode element : place.value()) {
      all.addAll(one(new Place(element, place.where() + "/" + i++), faults));
    }
    return all;
  }

  private List<InstanceId> one(Place place, Faults faults) {
    return place
        .instance(faults)
        .flatMap(id -> {
          int last = after.isEmpty() ? -1 : id.value().lastIndexOf(after);
          return last < 0
              ? Optional.of(id)
              : place.named(id.value().substring(last + after.length()), faults);
        })
        .stream()
        .toList();
  }
}
