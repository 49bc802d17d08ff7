package nomadops.client.model;

/// A kind of device on a node, such as a GPU.
///
/// @param healthy instances that may be given to allocations
public record NodeDevice(String vendor, String type, String name, int healthy) {
  public NodeDevice {
    vendor = Fields.text(vendor);
    type = Fields.text(type);
    name = Fields.text(name);
  }
}
