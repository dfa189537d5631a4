/**
 * Tables in text files: their delimiter, heading, decimal mark, missing values, units and dates are found by evidence.
 *
 * <p>Read first: {@link klarsyn.format.table.Tables}, {@code TableText}. Nothing here knows which column is a target.
 */
@NullMarked
package klarsyn.format.table;

import org.jspecify.annotations.NullMarked;
