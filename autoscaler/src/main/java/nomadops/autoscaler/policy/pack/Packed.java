package nomadops.autoscaler.policy.pack;

import java.util.List;

/// What became of work that was packed.
///
/// @param onRooms of each lot, in the order given: how many found a place in each room that there
///   is; rooms that took nothing are left out
/// @param fresh the empty nodes that the rest takes, alike ones together
/// @param leftOver what does not fit an empty node, or was not to have one
public record Packed(List<Taken> onRooms, List<Bins> fresh, List<Lot> leftOver) {
  public Packed {
    onRooms = List.copyOf(onRooms);
    fresh = List.copyOf(fresh);
    leftOver = List.copyOf(leftOver);
  }

  /// How many of a shape one room took.
  ///
  /// @param room its index in the list that was given
  public record Taken(int room, Lot lot) {}

  /// Empty nodes that are filled alike.
  ///
  /// @param nodes how many
  /// @param each what each of them takes
  public record Bins(int nodes, List<Lot> each) {
    public Bins {
      each = List.copyOf(each);
    }
  }

  /// How many empty nodes in all.
  public int nodes() {
    return fresh.stream().mapToInt(Bins::nodes).sum();
  }

  /// The rooms that took anything, each once, in order.
  public List<Integer> rooms() {
    return onRooms.stream().map(Taken::room).distinct().sorted().toList();
  }
}
