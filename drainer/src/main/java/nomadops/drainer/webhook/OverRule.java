package nomadops.drainer.webhook;

import java.util.Set;

/// By which values an event says that it is over.
record OverRule(Pointer from, Set<String> is) {
  OverRule {
    is = Set.copyOf(is);
  }

  boolean of(Place item, Place root) {
    Place place = from.in(item, root);
    return place.value().isValueNode() && is.contains(place.value().asString());
  }
}
