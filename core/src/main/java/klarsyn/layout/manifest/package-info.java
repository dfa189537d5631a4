/**
 * Tables that list cases: the meaning of their columns and values.
 *
 * <p>Read first: {@code Manifest}, {@code Headings}, {@code TargetColumn}. Nothing here depends on the structure of
 * folders.
 */
@NullMarked
package klarsyn.layout.manifest;

import org.jspecify.annotations.NullMarked;
