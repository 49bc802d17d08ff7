/** Whoever is asked may be silent, somebody else, or speak in tongues: each is told apart. */
@NullMarked
package nomadops.autoscaler.ask;

import org.jspecify.annotations.NullMarked;
