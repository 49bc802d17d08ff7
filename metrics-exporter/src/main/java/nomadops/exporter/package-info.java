/// The exporter's own series, which its rooms count into. Read [nomadops.exporter.family.Families]
/// for those of the cluster.
@NullMarked
package nomadops.exporter;

import org.jspecify.annotations.NullMarked;
