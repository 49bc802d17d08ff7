package nomadops.client.model;

import java.util.List;
import tools.jackson.core.JsonParser;

/// Reads who was rescheduled last, from `{"Events":[{"PrevAllocID":"...","RescheduleTime":...}]}`.
final class RescheduleTrackerFields extends Fieldwise<String[], String> {
  private static final EventFields EVENT = new EventFields();

  @Override
  String[] begin() {
    return new String[] {""};
  }

  @Override
  boolean take(String[] last, String field, JsonParser json) {
    if (!field.equals("Events")) {
      return false;
    }
    List<String> all = list(json, EVENT::object);
    last[0] = all.isEmpty() ? "" : all.getLast();
    return true;
  }

  @Override
  String end(String[] last) {
    return last[0];
  }

  private static final class EventFields extends Fieldwise<String[], String> {
    @Override
    String[] begin() {
      return new String[] {""};
    }

    @Override
    boolean take(String[] id, String field, JsonParser json) {
      if (!field.equals("PrevAllocID")) {
        return false;
      }
      id[0] = text(json);
      return true;
    }

    @Override
    String end(String[] id) {
      return id[0];
    }
  }
}
