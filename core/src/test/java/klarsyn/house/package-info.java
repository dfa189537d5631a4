/** The rules of the house as tests: format, names, and which package may use which. */
@NullMarked
package klarsyn.house;

import org.jspecify.annotations.NullMarked;
