package nomadops.autoscaler.policy.pack;

import java.util.ArrayList;
import java.util.List;
import nomadops.autoscaler.shape.Room;

/// Rooms and empty nodes while they are filled. Alike empty nodes are kept as one with a count, so
/// that ten thousand allocations of few shapes are few steps.
final class Open {
  private final List<Room> rooms;
  private final Room empty;
  private final List<Packed.Taken> taken = new ArrayList<>();
  private final List<Alike> fresh = new ArrayList<>();

  /// Empty nodes that are filled alike so far.
  private record Alike(int nodes, Room left, List<Lot> each) {
    Alike of(int n) {
      return new Alike(n, left, each);
    }

    Alike with(Lot lot) {
      List<Lot> more = new ArrayList<>(each);
      more.add(lot);
      return new Alike(nodes, left.without(lot.shape(), lot.count()), more);
    }
  }

  Open(List<Room> rooms, Room empty) {
    this.rooms = new ArrayList<>(rooms);
    this.empty = empty;
  }

  /// What the rooms from `first` on do not take of it.
  Lot fillRooms(Lot lot, int first) {
    Lot rest = lot;
    for (int i = first; i < rooms.size() && rest.count() > 0; i++) {
      int n = rooms.get(i).fits(rest.shape(), rest.count());
      if (n > 0) {
        rooms.set(i, rooms.get(i).without(rest.shape(), n));
        taken.add(new Packed.Taken(i, new Lot(rest.shape(), n)));
        rest = rest.less(n);
      }
    }
    return rest;
  }

  /// What no empty node takes of it.
  Lot fillFresh(Lot lot) {
    Lot rest = lot;
    for (int i = 0; i < fresh.size() && rest.count() > 0; i++) {
      rest = fillAlike(i, rest);
    }
    int each = empty.fits(rest.shape(), rest.count());
    if (each == 0) {
      return rest;
    }
    int nodes = rest.count() / each;
    fresh.add(new Alike(nodes, empty, List.of()).with(new Lot(rest.shape(), each)));
    int last = rest.count() - nodes * each;
    if (last > 0) {
      fresh.add(new Alike(1, empty, List.of()).with(new Lot(rest.shape(), last)));
    }
    return rest.less(rest.count());
  }

  /// Splits alike nodes in those that take as much as they can, one that takes the last few, and
  /// those that take nothing of it.
  private Lot fillAlike(int i, Lot lot) {
    Alike alike = fresh.get(i);
    int each = alike.left().fits(lot.shape(), lot.count());
    if (each == 0) {
      return lot;
    }
    int full = Math.min(alike.nodes(), lot.count() / each);
    int placed = full * each;
    int last = full < alike.nodes() ? Math.min(each, lot.count() - placed) : 0;
    List<Alike> parts = new ArrayList<>();
    if (full > 0) {
      parts.add(alike.of(full).with(new Lot(lot.shape(), each)));
    }
    if (last > 0) {
      parts.add(alike.of(1).with(new Lot(lot.shape(), last)));
    }
    int untouched = alike.nodes() - full - (last > 0 ? 1 : 0);
    if (untouched > 0) {
      parts.add(alike.of(untouched));
    }
    fresh.remove(i);
    fresh.addAll(i, parts);
    return lot.less(placed + last);
  }

  Packed packed(List<Lot> leftOver) {
    return new Packed(
        taken,
        fresh.stream().map(alike -> new Packed.Bins(alike.nodes(), alike.each())).toList(),
        leftOver);
  }
}
