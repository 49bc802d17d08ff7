package nomadops.simulator.http;

import nomadops.simulator.cluster.Refused;

/// Ids of evaluations, allocations and nodes as the tables' index reads them: 36 characters, hex
/// but for up to four hyphens.
final class Uuids {
  private static final int LENGTH = 36;
  private static final int HYPHENS = 4;

  private Uuids() {}

  /// Refuses with a 500 what is no such id.
  ///
  /// @param lookup how the refusal begins, such as `node lookup failed: `
  static void require(String id, String lookup) {
    String fault = fault(id);
    if (!fault.isEmpty()) {
      throw new Refused(500, lookup + "index error: " + fault);
    }
  }

  private static String fault(String id) {
    if (id.length() != LENGTH) {
      return "UUID must be 36 characters";
    }
    long hyphens = id.chars().filter(c -> c == '-').count();
    if (hyphens > HYPHENS) {
      return "UUID should have maximum of 4 \"-\"; got " + hyphens;
    }
    return id.chars()
        .filter(c -> c != '-' && Character.digit(c, 16) < 0)
        .mapToObj("Invalid UUID: encoding/hex: invalid byte: U+%1$04X '%1$c'"::formatted)
        .findFirst()
        .orElse(hyphens % 2 == 0 ? "" : "Invalid UUID: encoding/hex: odd length hex string");
  }
}
