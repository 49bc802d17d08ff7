/// Archives, whole and harmed.
@NullMarked
package nomadops.snapshot.archive;

import org.jspecify.annotations.NullMarked;
