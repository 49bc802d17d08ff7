/// The usual strategies, made again from their documentation and published behaviour to be compared
/// with: those of the Nomad Autoscaler, fixed sizes, and a plain packing one. Names with options
/// enter, [nomadops.autoscaler.strategy.Contender]s leave. Read
/// [nomadops.autoscaler.usual.UsualStrategies] first.
@NullMarked
package nomadops.autoscaler.usual;

import org.jspecify.annotations.NullMarked;
