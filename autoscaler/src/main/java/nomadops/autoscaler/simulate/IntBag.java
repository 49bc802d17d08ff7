package nomadops.autoscaler.simulate;

import java.util.Arrays;

/// Small numbers, each at most once, without an order that means anything: in, out and asked in one
/// step.
final class IntBag {
  private int[] members = new int[64];
  private int[] place = new int[64];
  private int size;

  IntBag() {
    Arrays.fill(place, -1);
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int get(int index) {
    return members[index];
  }

  boolean has(int member) {
    return member < place.length && place[member] >= 0;
  }

  void add(int member) {
    if (member >= place.length) {
      int before = place.length;
      place = Arrays.copyOf(place, Math.max(member + 1, before * 2));
      Arrays.fill(place, before, place.length, -1);
    }
    if (place[member] < 0) {
      if (size == members.length) {
        members = Arrays.copyOf(members, size * 2);
      }
      place[member] = size;
      members[size++] = member;
    }
  }

  void remove(int member) {
    if (has(member)) {
      int last = members[--size];
      members[place[member]] = last;
      place[last] = place[member];
      place[member] = -1;
    }
  }

  void clear() {
    while (size > 0) {
      place[members[--size]] = -1;
    }
  }
}
