/**
 * Text tables: separator, header, decimal mark, missing values, units and dates are detected from the content.
 *
 * <p>Read first: {@link klarsyn.format.table.Tables}, {@code TableText}. Nothing here depends on which column is a
 * target.
 */
@NullMarked
package klarsyn.format.table;

import org.jspecify.annotations.NullMarked;
