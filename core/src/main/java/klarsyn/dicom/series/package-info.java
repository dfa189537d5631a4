/**
 * Groups DICOM files into series, and series into volumes by slice positions, or explains why they are not volumes.
 *
 * <p>Read first: {@link klarsyn.dicom.series.DicomFolder}, {@link klarsyn.dicom.series.DicomSeries}. No message
 * contains a value that could identify a patient.
 */
@NullMarked
package klarsyn.dicom.series;

import org.jspecify.annotations.NullMarked;
