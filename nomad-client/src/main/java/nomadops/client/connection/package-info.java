/// Where Nomad is and how to be let in. Enters: an environment or the fields of a builder. Decided
/// here: nothing; values are checked and secrets are kept out of every `toString`. Leaves: an
/// immutable [Connection]. Read [Connection] first.
@NullMarked
package nomadops.client.connection;

import org.jspecify.annotations.NullMarked;
