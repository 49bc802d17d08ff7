/// Everything that can go wrong between us and Nomad, split by one question: can the server have
/// acted? Read [NomadFault], the only family in the room.
@NullMarked
package nomadops.client.fault;

import org.jspecify.annotations.NullMarked;
