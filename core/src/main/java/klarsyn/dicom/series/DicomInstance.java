package klarsyn.dicom.series;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.dicom.DicomFile;
import klarsyn.dicom.DicomObject;
import klarsyn.dicom.FunctionalGroups;
import klarsyn.dicom.Tag;

/**
 * Header information of one file with images, for assembling series.
 *
 * @param file        its path
 * @param bytes       its size
 * @param series      Series Instance UID; may be empty
 * @param modality    such as CT; may be empty
 * @param description Series Description; may be empty
 * @param thicknessMm slice distance if there is no neighbor: spacing between slices, else thickness, else 1
 * @param slices      images with a position
 * @param unplaced    number of images without a position
 */
record DicomInstance(
        Path file,
        long bytes,
        String series,
        String modality,
        String description,
        double thicknessMm,
        List<Slice> slices,
        int unplaced) {

    private static final int GRID_FRAME_OFFSETS = 0x3004000C;

    /** Copies the list. */
    DicomInstance {
        slices = List.copyOf(slices);
    }

    /** The same file with some of its slices. */
    DicomInstance with(List<Slice> kept) {
        return new DicomInstance(file, bytes, series, modality, description, thicknessMm, kept, 0);
    }

    /**
     * Reads the header of a file.
     *
     * @return empty if it is DICOM without images
     * @throws DataException if it cannot be read or is inconsistent
     */
    static Optional<DicomInstance> read(Path file) {
        DicomObject object = DicomFile.readHeader(file).dataSet();
        int rows = object.integer(Tag.ROWS).orElse(0);
        int columns = object.integer(Tag.COLUMNS).orElse(0);
        if (rows < 1 || columns < 1) {
            return Optional.empty();
        }
        List<Slice> slices = new Reading(file, object, new Slice.Tile(0, 0, columns, rows)).slices();
        int frames = Math.max(1, object.integer(Tag.NUMBER_OF_FRAMES).orElse(1));
        return Optional.of(new DicomInstance(
                file,
                size(file),
                object.string(Tag.SERIES_INSTANCE).orElse(""),
                object.string(Tag.MODALITY).orElse(""),
                object.string(Tag.SERIES_DESCRIPTION).orElse(""),
                thickness(object),
                slices,
                slices.isEmpty() ? frames : 0));
    }

    /** Used only if no neighbor determines the distance. */
    private static double thickness(DicomObject object) {
        Optional<DicomObject> measures =
                FunctionalGroups.of(object).flatMap(groups -> groups.group(0, Tag.PIXEL_MEASURES_SEQUENCE));
        double mm = Math.abs(object.number(Tag.SPACING_BETWEEN_SLICES)
                .orElseGet(() ->
                        measures.orElse(object).number(Tag.SLICE_THICKNESS).orElse(0)));
        return mm > 0 && Double.isFinite(mm) ? mm : 1;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            throw new DataException("the file cannot be read", Where.file(file), "check the path", gone);
        }
    }

    /**
     * Finds the slices of one file.
     *
     * @param file   its path
     * @param object its data set
     * @param whole  a whole frame
     */
    private record Reading(Path file, DicomObject object, Slice.Tile whole) {

        List<Slice> slices() {
            Optional<FunctionalGroups> groups = FunctionalGroups.of(object);
            if (groups.isPresent()) {
                return enhanced(groups.get());
            }
            double[] spacing = object.doubles(Tag.PIXEL_SPACING);
            Optional<SlicePlane> plane = SlicePlane.of(
                    object.doubles(Tag.IMAGE_POSITION),
                    object.doubles(Tag.IMAGE_ORIENTATION),
                    spacing.length == 0 ? object.doubles(Tag.IMAGER_PIXEL_SPACING) : spacing);
            if (plane.isEmpty()) {
                return List.of();
            }
            Map<SliceOrder, Double> order = SliceOrder.of(object);
            Optional<SiemensMosaic> mosaic = SiemensMosaic.of(object);
            if (mosaic.isPresent()) {
                return mosaic.get().tiles(plane.get()).stream()
                        .map(tile -> slice(0, tile.tile(), tile.plane(), order))
                        .toList();
            }
            return object.integer(Tag.NUMBER_OF_FRAMES).orElse(1) > 1
                    ? offset(plane.get(), order)
                    : List.of(slice(0, whole, plane.get(), order));
        }

        private List<Slice> enhanced(FunctionalGroups groups) {
            Map<SliceOrder, Double> ofFile = SliceOrder.of(object);
            List<Slice> slices = new ArrayList<>();
            for (int frame = 0; frame < groups.perFrame().size(); frame++) {
                Optional<SlicePlane> plane = plane(groups, frame);
                if (plane.isEmpty()) {
                    return List.of();
                }
                slices.add(new Slice(
                        file,
                        frame,
                        whole,
                        plane.get(),
                        kind(),
                        groups.group(frame, Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE)
                                .flatMap(transform -> transform.string(Tag.RESCALE_TYPE))
                                .orElse(""),
                        SliceOrder.of(ofFile, groups, frame)));
            }
            return slices;
        }

        private Optional<SlicePlane> plane(FunctionalGroups groups, int frame) {
            double[] spacing = groups.doubles(frame, Tag.PIXEL_MEASURES_SEQUENCE, Tag.PIXEL_SPACING);
            return SlicePlane.of(
                    groups.doubles(frame, Tag.PLANE_POSITION_SEQUENCE, Tag.IMAGE_POSITION),
                    groups.doubles(frame, Tag.PLANE_ORIENTATION_SEQUENCE, Tag.IMAGE_ORIENTATION),
                    spacing.length == 0 ? object.doubles(Tag.PIXEL_SPACING) : spacing);
        }

        /** Frames along the normal as in radiotherapy doses (PS3.3, C.8.8.3.2); other frames have no positions. */
        private List<Slice> offset(SlicePlane plane, Map<SliceOrder, Double> order) {
            double[] offsets = object.doubles(GRID_FRAME_OFFSETS);
            if (offsets.length != object.integer(Tag.NUMBER_OF_FRAMES).orElse(1)) {
                return List.of();
            }
            List<Slice> slices = new ArrayList<>();
            for (int frame = 0; frame < offsets.length; frame++) {
                Vector3 step = plane.normal().times(offsets[frame] - offsets[0]);
                slices.add(slice(frame, whole, plane.at(plane.position().plus(step)), order));
            }
            return slices;
        }

        private Slice slice(int frame, Slice.Tile tile, SlicePlane plane, Map<SliceOrder, Double> order) {
            String rescale = object.string(Tag.RESCALE_TYPE).orElse("");
            return new Slice(file, frame, tile, plane, kind(), rescale, order);
        }

        private Slice.Kind kind() {
            return new Slice.Kind(
                    object.string(Tag.SOP_CLASS).orElse(""),
                    object.strings(Tag.IMAGE_TYPE).contains("LOCALIZER"),
                    object.integer(Tag.SAMPLES_PER_PIXEL).orElse(1));
        }
    }
}
