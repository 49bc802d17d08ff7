/// A run without effects: the ports to Nomad, to the Auto Scaling group and to the queue, of which
/// only the reading half is real. Each is made from a function that reads, and holds nothing that
/// could write; what would be done leaves as sentences. The decisions are made elsewhere, and are
/// the same. Read [nomadops.drainer.dry.DryClients] first.
@NullMarked
package nomadops.drainer.dry;

import org.jspecify.annotations.NullMarked;
