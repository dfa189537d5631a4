/** Comparisons of speed, memory and recipes; built with {@code -Pbench}, never part of the library. */
@NullMarked
package klarsyn.bench;

import org.jspecify.annotations.NullMarked;
