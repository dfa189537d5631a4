package klarsyn.dicom.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import klarsyn.base.DataException;
import klarsyn.dicom.DicomObject;
import klarsyn.dicom.Tag;

/**
 * A Siemens mosaic: all slices of a volume as tiles of one image, row by row from the upper left.
 *
 * <p>Image Position is that of an image as large as the mosaic with the first tile at its center, so the first pixel of
 * the first tile is offset by half the difference of the sizes. Tiles follow each other along the Slice Normal Vector
 * of the CSA image header. If that header was removed, the slice positions of the protocol determine the direction: the
 * first tile is at one of its two ends. If both are missing, the direction is that of row × column.
 */
final class SiemensMosaic {

    private static final int MAX_SLICES = 4096;
    private static final int CSA_GROUP = 0x0029;
    private static final int IMAGE_HEADER = 0x10;
    private static final int SERIES_HEADER = 0x20;
    private static final String CREATOR = "SIEMENS CSA HEADER";

    private final DicomObject object;
    private final CsaHeader image;
    private final Map<String, String> protocol;

    private SiemensMosaic(DicomObject object) {
        this.object = object;
        image = CsaHeader.of(bytes(IMAGE_HEADER));
        protocol = CsaHeader.protocol(bytes(SERIES_HEADER));
    }

    /** The mosaic of an object; empty if it is none. */
    static Optional<SiemensMosaic> of(DicomObject object) {
        return object.strings(Tag.IMAGE_TYPE).contains("MOSAIC")
                ? Optional.of(new SiemensMosaic(object))
                : Optional.empty();
    }

    /** Some anonymizers remove the private creator and keep the block. */
    private byte[] bytes(int element) {
        int plain = CSA_GROUP << 16 | 0x1000 | element;
        return object.bytes(object.privateTag(CSA_GROUP, CREATOR, element).orElse(plain));
    }

    /**
     * The tiles and their planes, in order.
     *
     * @param whole position of the mosaic as one image
     * @throws DataException if the number of tiles is missing, or they do not fit
     */
    List<Placed> tiles(SlicePlane whole) {
        int columns = object.requireInteger(Tag.COLUMNS);
        int rows = object.requireInteger(Tag.ROWS);
        int slices = slices();
        int side = (int) Math.ceil(Math.sqrt(slices));
        if (columns % side != 0 || rows % side != 0 || columns < side || rows < side) {
            throw wrong("%d slices do not fit into a mosaic of %d×%d".formatted(slices, columns, rows));
        }
        int width = columns / side;
        int height = rows / side;
        Vector3 first = whole.pixel((columns - width) / 2.0, (rows - height) / 2.0);
        Vector3 step = whole.normal().times(spacing() * direction(whole, first, slices));
        List<Placed> tiles = new ArrayList<>();
        for (int i = 0; i < slices; i++) {
            var tile = new Slice.Tile(i % side * width, i / side * height, width, height);
            tiles.add(new Placed(tile, whole.at(first.plus(step.times(i)))));
        }
        return tiles;
    }

    /**
     * A tile and its position.
     *
     * @param tile  part of the mosaic
     * @param plane position in the patient
     */
    record Placed(Slice.Tile tile, SlicePlane plane) {}

    private int slices() {
        double[] declared = image.numbers("NumberOfImagesInMosaic");
        double slices = declared.length > 0
                ? declared[0]
                : object.privateTag(0x0019, "SIEMENS MR HEADER", 0x0a).stream()
                        .mapToObj(object::integer)
                        .flatMapToInt(number -> number.stream())
                        .asDoubleStream()
                        .findFirst()
                        .orElse(inProtocol("sSliceArray.lSize").orElse(0));
        if (!(slices >= 1 && slices <= MAX_SLICES)) {
            throw wrong("the CSA header does not state the number of slices of the mosaic");
        }
        return (int) slices;
    }

    private double spacing() {
        double mm = object.number(Tag.SPACING_BETWEEN_SLICES)
                .orElseGet(() -> object.number(Tag.SLICE_THICKNESS).orElse(0));
        if (!(mm > 0 && Double.isFinite(mm))) {
            throw wrong("the mosaic does not state its slice spacing");
        }
        return mm;
    }

    /** 1 if the tiles follow each other along row × column, −1 if opposite. */
    private int direction(SlicePlane whole, Vector3 first, int slices) {
        double[] normal = image.numbers("SliceNormalVector");
        if (normal.length == 3) {
            return Vector3.of(normal, 0).dot(whole.normal()) < 0 ? -1 : 1;
        }
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < slices; i++) {
            double at = center(i).dot(whole.normal());
            lowest = Math.min(lowest, at);
            highest = Math.max(highest, at);
        }
        double here = first.dot(whole.normal());
        boolean known = protocol.containsKey("sSliceArray.lSize") && slices > 1;
        return known && Math.abs(here - highest) < Math.abs(here - lowest) ? -1 : 1;
    }

    /** Center of a slice in the protocol, which omits coordinates of 0. */
    private Vector3 center(int slice) {
        String name = "sSliceArray.asSlice[%d].sPosition.".formatted(slice);
        return new Vector3(
                inProtocol(name + "dSag").orElse(0),
                inProtocol(name + "dCor").orElse(0),
                inProtocol(name + "dTra").orElse(0));
    }

    private OptionalDouble inProtocol(String name) {
        return protocol.containsKey(name) ? CsaHeader.number(protocol.get(name)) : OptionalDouble.empty();
    }

    private DataException wrong(String what) {
        return new DataException(
                what, object.where(), "export the series again with its private elements, or as single slices");
    }
}
