/**
 * The common parts of NRRD and MetaImage: a text header, and raw voxels after it or in separate files.
 *
 * <p>Read first: {@link klarsyn.format.rawdata.StoredVoxels}, {@link klarsyn.format.rawdata.DataFiles}. Header fields
 * are handled by the two formats.
 */
@NullMarked
package klarsyn.format.rawdata;

import org.jspecify.annotations.NullMarked;
