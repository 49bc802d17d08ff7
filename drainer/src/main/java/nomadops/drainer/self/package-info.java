/// The drainer on the very instance that goes. What its metadata service says enters; bulletins
/// leave, as they do from a queue. Decided here: which lifecycle actions are completed when the
/// group ends the instance, since the metadata service names none. Read
/// [nomadops.drainer.self.SelfMode] first.
@NullMarked
package nomadops.drainer.self;

import org.jspecify.annotations.NullMarked;
