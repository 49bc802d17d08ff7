/// What a view of the cluster says at one moment, as numbers: families with their points. The view
/// makes them, the page and the push write them. Read [nomadops.exporter.reading.Reading] first.
@NullMarked
package nomadops.exporter.reading;

import org.jspecify.annotations.NullMarked;
