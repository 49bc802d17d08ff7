@NullMarked
package nomadops.exporter.collection;

import org.jspecify.annotations.NullMarked;
