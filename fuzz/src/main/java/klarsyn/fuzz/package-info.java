/**
 * Broken files for every reader, made by Jazzer from what the readers' branches answer.
 *
 * <p>Read first: {@link klarsyn.fuzz.Target}, the readers and the files that they are given, and {@link
 * klarsyn.fuzz.Seeds}, the sound files that Jazzer begins with. {@code fuzz/README.md} says how to run them.
 */
@NullMarked
package klarsyn.fuzz;

import org.jspecify.annotations.NullMarked;
