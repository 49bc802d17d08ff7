package nomadops.autoscaler.policy.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import nomadops.autoscaler.policy.pack.Packing.Barred;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.shape.Room;
import nomadops.autoscaler.shape.Shape;
import nomadops.autoscaler.shape.Where;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// First-fit decreasing on counts is the same as on single allocations, and never worse than it
/// must.
class PackingTest {
  private static final Room EMPTY = room(4_000, 8_000);

  @Test
  void tenThousandOfOneShapeAreAFewAlikeNodes() {
    Packed packed = Packing.pack(List.of(lot(500, 1_000, 10_001)), List.of(), EMPTY);

    assertThat(packed.nodes()).isEqualTo(1_251);
    assertThat(packed.fresh()).hasSize(2);
    assertThat(packed.fresh().getFirst().nodes()).isEqualTo(1_250);
    assertThat(packed.leftOver()).isEmpty();
  }

  @Test
  void whatIsThereIsFilledFirst() {
    Packed packed = Packing.pack(List.of(lot(1_000, 1_000, 5)), List.of(room(2_500, 9_000)), EMPTY);

    assertThat(packed.onRooms()).containsExactly(new Packed.Taken(0, lot(1_000, 1_000, 2)));
    assertThat(packed.nodes()).isEqualTo(1);
  }

  @Test
  void smallWorkFillsTheGapsThatGreatWorkLeaves() {
    Packed packed =
        Packing.pack(List.of(lot(1_000, 100, 10), lot(3_000, 100, 10)), List.of(), EMPTY);

    assertThat(packed.nodes()).isEqualTo(10);
    assertThat(Packing.lowerBound(List.of(lot(1_000, 100, 10), lot(3_000, 100, 10)), EMPTY))
        .isEqualTo(10);
  }

  @Test
  void whatIsGreaterThanANodeIsLeftOverAndCountsInNoBound() {
    List<Lot> lots = List.of(lot(4_001, 1, 3));

    assertThat(Packing.pack(lots, List.of(), EMPTY).leftOver()).isEqualTo(lots);
    assertThat(Packing.pack(lots, List.of(), EMPTY).nodes()).isZero();
    assertThat(Packing.lowerBound(lots, EMPTY)).isZero();
  }

  @Test
  void aStaticPortIsHadOnceOnEachNode() {
    Shape web = new Shape(Resources.of(10, 10), Set.of("port 8080"), Where.DEFAULT);
    Shape other = new Shape(Resources.of(20, 10), Set.of("port 8080"), Where.DEFAULT);

    Packed packed = Packing.pack(List.of(new Lot(web, 3), new Lot(other, 2)), List.of(), EMPTY);

    assertThat(packed.nodes()).isEqualTo(5);
    assertThat(Packing.lowerBound(List.of(new Lot(web, 3), new Lot(other, 2)), EMPTY)).isEqualTo(5);
  }

  @Test
  void aKeptCoreTakesItsMegahertzToo() {
    Room four = new Room(new Resources(4_000, 8_000, 0, 4, 100, Map.of()), 1_000, Set.of());
    Shape oneCore = Shape.of(new Resources(0, 100, 0, 1, 1, Map.of()));

    assertThat(four.fits(oneCore, 10)).isEqualTo(4);
    assertThat(four.without(oneCore, 3).fits(Shape.of(Resources.of(1_001, 1)), 10)).isZero();
    assertThat(four.without(oneCore, 3).fits(Shape.of(Resources.of(1_000, 1)), 10)).isEqualTo(1);
  }

  @Test
  void devicesAndSlotsBind() {
    Room gpus = new Room(new Resources(9_999, 9_999, 0, 0, 3, Map.of("gpu", 2)), 0, Set.of());
    Shape training = Shape.of(new Resources(1, 1, 0, 0, 1, Map.of("gpu", 1)));

    assertThat(gpus.fits(training, 10)).isEqualTo(2);
    assertThat(gpus.fits(Shape.of(Resources.of(1, 1)), 10)).isEqualTo(3);
    assertThat(gpus.fits(Shape.of(new Resources(1, 1, 0, 0, 1, Map.of("fpga", 1))), 1)).isZero();
  }

  @Test
  void barredWorkDoesNotGetTheFirstRooms() {
    Lot lot = lot(1_000, 1_000, 1);

    Packed packed =
        Packing.pack(
            List.of(lot),
            List.of(room(4_000, 8_000), room(4_000, 8_000)),
            EMPTY,
            new Barred(Set.of(lot.shape()), 1));

    assertThat(packed.rooms()).containsExactly(1);
  }

  static long[] seeds() {
    return new Random(20261127).longs(60).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void countsArePackedAsSingleAllocationsWouldBe(long seed) {
    Random random = new Random(seed);
    List<Lot> lots = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(6); i++) {
      lots.add(lot(1 + random.nextInt(4_200), 1 + random.nextInt(8_200), random.nextInt(40)));
    }
    List<Room> rooms = new ArrayList<>();
    for (int i = 0; i < random.nextInt(6); i++) {
      rooms.add(room(random.nextInt(4_000), random.nextInt(8_000)));
    }

    Packed packed = Packing.pack(lots, rooms, EMPTY);

    assertThat(packed.nodes()).as("seed %d", seed).isEqualTo(oneByOne(lots, rooms));
    assertThat(totals(packed)).as("seed %d", seed).isEqualTo(counts(lots));
    everyNodeHoldsWhatItIsGiven(packed, seed);
    List<Lot> onFresh = new ArrayList<>();
    packed
        .fresh()
        .forEach(bins ->
            bins.each().forEach(l -> onFresh.add(new Lot(l.shape(), l.count() * bins.nodes()))));
    assertThat(Packing.lowerBound(onFresh, EMPTY))
        .as("seed %d", seed)
        .isLessThanOrEqualTo(packed.nodes());
  }

  private static void everyNodeHoldsWhatItIsGiven(Packed packed, long seed) {
    for (Packed.Bins bins : packed.fresh()) {
      Room room = EMPTY;
      for (Lot lot : bins.each()) {
        assertThat(room.fits(lot.shape(), lot.count())).as("seed %d", seed).isEqualTo(lot.count());
        room = room.without(lot.shape(), lot.count());
      }
    }
  }

  /// The textbook: one allocation after the other, the greatest share first.
  private static int oneByOne(List<Lot> lots, List<Room> given) {
    List<Room> rooms = new ArrayList<>(given);
    List<Lot> sorted = new ArrayList<>(Packing.merged(lots));
    sorted.sort((a, b) ->
        Double.compare(Shares.dominant(b.shape(), EMPTY), Shares.dominant(a.shape(), EMPTY)));
    for (Lot lot : sorted) {
      for (int n = 0; n < lot.count(); n++) {
        place(lot.shape(), rooms);
      }
    }
    return rooms.size() - given.size();
  }

  private static void place(Shape shape, List<Room> rooms) {
    for (int i = 0; i < rooms.size(); i++) {
      if (rooms.get(i).fits(shape, 1) == 1) {
        rooms.set(i, rooms.get(i).without(shape, 1));
        return;
      }
    }
    if (EMPTY.fits(shape, 1) == 1) {
      rooms.add(EMPTY.without(shape, 1));
    }
  }

  private static Map<Shape, Integer> totals(Packed packed) {
    Map<Shape, Integer> totals = new HashMap<>();
    packed.onRooms().forEach(t -> totals.merge(t.lot().shape(), t.lot().count(), Integer::sum));
    packed
        .fresh()
        .forEach(bins ->
            bins.each()
                .forEach(l -> totals.merge(l.shape(), l.count() * bins.nodes(), Integer::sum)));
    packed.leftOver().forEach(l -> totals.merge(l.shape(), l.count(), Integer::sum));
    return totals;
  }

  private static Map<Shape, Integer> counts(List<Lot> lots) {
    Map<Shape, Integer> counts = new HashMap<>();
    Packing.merged(lots).forEach(lot -> counts.put(lot.shape(), lot.count()));
    return counts;
  }

  private static Lot lot(long cpu, long memory, int count) {
    return new Lot(Shape.of(Resources.of(cpu, memory)), count);
  }

  private static Room room(long cpu, long memory) {
    return new Room(new Resources(cpu, memory, 0, 0, Resources.ANY_SLOTS, Map.of()), 0, Set.of());
  }
}
