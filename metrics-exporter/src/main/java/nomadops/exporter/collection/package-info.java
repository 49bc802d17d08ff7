/// Which dead jobs Nomad's own collection may take, by the rule of its source and the thresholds of
/// its configuration. Pure. Read [nomadops.exporter.collection.Eligibility] first.
@NullMarked
package nomadops.exporter.collection;

import org.jspecify.annotations.NullMarked;
