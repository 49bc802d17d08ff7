package nomadops.autoscaler.policy.pack;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.shape.Room;
import nomadops.autoscaler.shape.Shape;

/// First-fit decreasing: the greatest shapes first, into the rooms that there are, in their order,
/// then into as few empty nodes as that rule finds. It needs at most 11/9 of the least number and
/// one in one dimension (Dósa 2007), more in several; [#lowerBound] tells how near it is.
public final class Packing {
  private Packing() {}

  /// Rooms first, and empty nodes for the rest. A shape that no empty node takes is left over.
  public static Packed pack(Collection<Lot> lots, List<Room> rooms, Room empty) {
    return pack(lots, rooms, empty, Barred.NOTHING);
  }

  /// The same, with rooms that some shapes are not to have.
  public static Packed pack(Collection<Lot> lots, List<Room> rooms, Room empty, Barred barred) {
    Open open = new Open(rooms, empty);
    List<Lot> left = new ArrayList<>();
    for (Lot lot : ordered(lots, empty)) {
      int first = barred.shapes().contains(lot.shape()) ? barred.rooms() : 0;
      Lot rest = open.fillFresh(open.fillRooms(lot, first));
      if (rest.count() > 0) {
        left.add(rest);
      }
    }
    return open.packed(left);
  }

  /// Rooms that are not for everybody.
  ///
  /// @param shapes that may not have them
  /// @param rooms how many of the first rooms
  public record Barred(Set<Shape> shapes, int rooms) {
    public static final Barred NOTHING = new Barred(Set.of(), 0);

    public Barred {
      shapes = Set.copyOf(shapes);
    }
  }

  /// No packing does with fewer empty nodes than this: the scarcest dimension, summed, in whole
  /// nodes. Shapes that no empty node takes are not counted.
  public static int lowerBound(Collection<Lot> lots, Room empty) {
    Resources sum = Resources.NONE;
    Map<String, Integer> alone = new LinkedHashMap<>();
    for (Lot lot : lots) {
      if (lot.count() == 0 || empty.fits(lot.shape(), 1) == 0) {
        continue;
      }
      sum = sum.plus(Shares.cost(lot.shape(), lot.count(), empty));
      lot.shape().exclusives().forEach(key -> alone.merge(key, lot.count(), Integer::sum));
    }
    double share = Shares.dominant(sum, empty.free());
    int byAmount = share == 0 ? 0 : (int) Math.ceil(share - 1e-9);
    return Math.max(byAmount, alone.values().stream().mapToInt(n -> n).max().orElse(0));
  }

  /// What part of an empty node this amount is, in the dimension that is scarcest.
  public static double share(Resources amount, Room empty) {
    return Shares.dominant(amount, empty.free());
  }

  /// Lots of one shape become one.
  public static List<Lot> merged(Collection<Lot> lots) {
    Map<Shape, Integer> counts = new LinkedHashMap<>();
    lots.forEach(lot -> counts.merge(lot.shape(), lot.count(), Integer::sum));
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .map(entry -> new Lot(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static List<Lot> ordered(Collection<Lot> lots, Room empty) {
    return merged(lots).stream()
        .sorted(
            Comparator.comparingDouble((Lot lot) -> Shares.dominant(lot.shape(), empty)).reversed())
        .toList();
  }
}
