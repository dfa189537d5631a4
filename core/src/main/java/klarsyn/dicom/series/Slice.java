package klarsyn.dicom.series;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One slice of a volume: its pixels, its position, and what distinguishes it.
 *
 * @param file    its file
 * @param frame   of the file, from 0
 * @param tile    part of the frame
 * @param plane   position in the patient
 * @param kind    properties that all slices of a volume share
 * @param rescale Rescale Type such as HU; may be empty
 * @param order   its keys for ordering slices at the same position
 */
record Slice(
        Path file, int frame, Tile tile, SlicePlane plane, Kind kind, String rescale, Map<SliceOrder, Double> order) {

    /** Copies the map. */
    public Slice {
        order = Map.copyOf(order);
    }

    /**
     * A part of a frame: usually the whole frame, in a mosaic one tile.
     *
     * @param x      first column
     * @param y      first row
     * @param width  columns
     * @param height rows
     */
    record Tile(int x, int y, int width, int height) {}

    /**
     * Properties that do not vary within a volume.
     *
     * @param sopClass  SOP class UID
     * @param localizer whether it is only for planning
     * @param samples   per pixel
     */
    record Kind(String sopClass, boolean localizer, int samples) {}

    /** The value of a key that may distinguish volumes. */
    Optional<Double> value(SliceOrder key) {
        return Optional.ofNullable(order.get(key));
    }

    /** Position along a direction in mm. */
    double along(Vector3 direction) {
        return plane.position().dot(direction);
    }

    /** Equal for slices at the same position that nothing distinguishes. */
    Object identity() {
        return List.of(order, frame);
    }
}
