/**
 * Finds label maps, the image of each, and the labels they contain.
 *
 * <p>Read first: {@code FileRoles}, {@code MaskedImages}, {@code LabelDiscovery}. Images are read here only to find
 * labels that no file names.
 */
@NullMarked
package klarsyn.layout.mask;

import org.jspecify.annotations.NullMarked;
