@NullMarked
package nomadops.exporter.row;

import org.jspecify.annotations.NullMarked;
