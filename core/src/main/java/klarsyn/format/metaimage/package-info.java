/**
 * MetaImage ({@code .mha}, {@code .mhd}), as ITK reads and writes it.
 *
 * <p>Read first: {@code MetaImage}, {@code MetaImageHeader}. Nothing here depends on NRRD; shared code is in
 * {@code klarsyn.format.rawdata}.
 */
@NullMarked
package klarsyn.format.metaimage;

import org.jspecify.annotations.NullMarked;
