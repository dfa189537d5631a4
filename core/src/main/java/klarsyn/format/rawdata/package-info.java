/**
 * What NRRD and MetaImage have in common: a text header, and the raw voxels behind it or in files beside it.
 *
 * <p>Read first: {@link klarsyn.format.rawdata.StoredVoxels}, {@link klarsyn.format.rawdata.DataFiles}. The header's
 * own keywords belong to the two formats.
 */
@NullMarked
package klarsyn.format.rawdata;

import org.jspecify.annotations.NullMarked;
