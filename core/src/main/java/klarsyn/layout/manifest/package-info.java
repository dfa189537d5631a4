/**
 * Tables that list cases: which column holds what, and what its values mean.
 *
 * <p>Read first: {@code Manifest}, {@code Headings}, {@code TargetColumn}. Nothing here knows how folders are
 * arranged.
 */
@NullMarked
package klarsyn.layout.manifest;

import org.jspecify.annotations.NullMarked;
