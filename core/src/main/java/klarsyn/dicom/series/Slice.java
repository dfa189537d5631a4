package klarsyn.dicom.series;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One slice of a volume: where its pixels are found, where they lie in the patient, and what makes it differ.
 *
 * @param file    that holds it
 * @param frame   of the file, from 0
 * @param tile    part of the frame
 * @param plane   place in the patient
 * @param kind    what all slices of a volume have in common
 * @param rescale Rescale Type such as HU; empty text if none is said
 * @param order   what it says about its turn among those at the same position
 */
record Slice(
        Path file, int frame, Tile tile, SlicePlane plane, Kind kind, String rescale, Map<SliceOrder, Double> order) {

    /** Keeps an own copy of the map. */
    public Slice {
        order = Map.copyOf(order);
    }

    /**
     * A part of a frame: mostly all of it, in a mosaic one picture of many.
     *
     * @param x      first column
     * @param y      first row
     * @param width  columns
     * @param height rows
     */
    record Tile(int x, int y, int width, int height) {}

    /**
     * What no two slices of a volume differ in.
     *
     * @param sopClass  unique identifier of the kind of object
     * @param localizer whether it is for planning only
     * @param samples   of a pixel
     */
    record Kind(String sopClass, boolean localizer, int samples) {}

    /** What it says of a thing that may tell volumes apart. */
    Optional<Double> says(SliceOrder key) {
        return Optional.ofNullable(order.get(key));
    }

    /** Millimetres along a direction. */
    double along(Vector3 direction) {
        return plane.position().dot(direction);
    }

    /** Equal for slices at the same position that nothing tells apart. */
    Object identity() {
        return List.of(order, frame);
    }
}
