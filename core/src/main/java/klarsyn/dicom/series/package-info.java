/**
 * Folders of DICOM files as series, and series as volumes: by where their slices lie, or the reason why they are none.
 *
 * <p>Read first: {@link klarsyn.dicom.series.DicomFolder}, {@link klarsyn.dicom.series.DicomSeries}. No message ever
 * holds a value that could name a patient.
 */
@NullMarked
package klarsyn.dicom.series;

import org.jspecify.annotations.NullMarked;
