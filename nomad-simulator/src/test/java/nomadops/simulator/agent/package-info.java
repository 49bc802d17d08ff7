/// How a real Nomad is started and ended, told with shell scripts in the place of its binary.
@NullMarked
package nomadops.simulator.agent;

import org.jspecify.annotations.NullMarked;
