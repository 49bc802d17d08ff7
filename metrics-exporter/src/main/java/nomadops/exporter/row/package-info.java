/// What is remembered of each thing in the cluster: a few words, and nothing else of what Nomad
/// said. Words are kept once, however many rows have them.
@NullMarked
package nomadops.exporter.row;

import org.jspecify.annotations.NullMarked;
