package klarsyn.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.array.ArrayImages;
import klarsyn.format.array.NpyImages;
import klarsyn.format.file.Contents;
import klarsyn.format.file.ImageFormat;
import klarsyn.format.file.PlacementNote;
import klarsyn.format.file.ReadingNote;
import klarsyn.format.file.Segment;
import klarsyn.format.file.StoredLabels;
import klarsyn.format.file.WritableFormat;
import klarsyn.format.metaimage.MetaImage;
import klarsyn.format.nifti.Nifti;
import klarsyn.format.nifti.NiftiPair;
import klarsyn.format.nrrd.Nrrd;
import klarsyn.format.nrrd.NrrdSegments;
import klarsyn.format.picture.DecodedPictures;
import klarsyn.format.picture.Jpeg;
import klarsyn.format.picture.Png;
import klarsyn.format.tiff.Tiff;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Volume;

/**
 * Reads and writes image files; the format follows from the file name extension or, for reading, from the first bytes.
 *
 * <p>Every method throws {@link DataException} if the file is missing, unreadable, truncated, inconsistent or of an
 * unknown format. NaN and infinite voxels are kept.
 */
public final class Images {

    private static final List<ImageFormat> FORMATS = List.of(
            new Nifti(),
            new NiftiPair(),
            new Nrrd(),
            new MetaImage(),
            new DicomImages(),
            new NpyImages(),
            new ArrayImages(),
            new Png(),
            new Jpeg(),
            new Tiff(),
            DecodedPictures.WEBP,
            DecodedPictures.BMP,
            DecodedPictures.GIF);

    private Images() {}

    /** The image of a file with one channel. */
    public static Volume read(Path file) {
        List<Volume> channels = readChannels(file);
        if (channels.size() != 1) {
            throw new DataException(
                    "the image has %d channels or time points instead of one".formatted(channels.size()),
                    Where.file(file),
                    "save one of them in a separate file");
        }
        return channels.getFirst();
    }

    /** All channels of a file, in order; an image of three dimensions has one. */
    public static List<Volume> readChannels(Path file) {
        return formatOf(file).readChannels(file);
    }

    /** A label map: one channel of integers from 0 to 32767, within {@link StoredLabels#TOLERANCE}. */
    public static LabelMap readLabels(Path file) {
        return readStoredLabels(file).toLabelMap(Where.file(file));
    }

    /**
     * A label map whose values may also be larger numbers or colors, before they are assigned to labels.
     *
     * @throws DataException also if values are negative, NaN or not nearly whole, if there are more than
     *     {@value StoredLabels#MAX_VALUES} colors or numbers above 32767, or if the format has changed the values
     */
    public static StoredLabels readStoredLabels(Path file) {
        return formatOf(file).readLabels(file);
    }

    /**
     * The structures that a label file names itself: those of a segmentation of 3D Slicer ({@code .seg.nrrd}).
     *
     * @return in the order of the file; empty for any other file
     */
    public static List<Segment> segments(Path file) {
        return formatOf(file) instanceof Nrrd ? NrrdSegments.read(file) : List.of();
    }

    /** Decisions made in reading an image that its user should know; empty for most files. */
    public static List<ReadingNote> notes(Path file) {
        return formatOf(file).notes(file);
    }

    /** Shape and position of the voxels, from the header alone. */
    public static Geometry readGeometry(Path file) {
        return formatOf(file).readGeometry(file);
    }

    /**
     * Notes on the position of the voxels, from the header alone: statements that disagree, and which of them was used.
     * Sheared axes are noted separately: {@link PlacementNote#onShear}.
     */
    public static List<PlacementNote> placementNotes(Path file) {
        return formatOf(file).placementNotes(file);
    }

    /** Whether a file name has the extension of a supported format. */
    public static boolean hasKnownEnding(Path file) {
        return byEnding(file).isPresent();
    }

    /** A file name without the extension of a supported format. */
    public static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - knownEnding(name));
    }

    /**
     * Name of a file's format, such as {@code NIfTI}: by its extension, otherwise by its first bytes.
     *
     * @return empty for a folder, for a missing or unreadable file, and for an unknown format
     */
    public static Optional<String> formatName(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        return byEnding(file).or(() -> byContent(file)).map(ImageFormat::name);
    }

    /** Writes intensities as 32-bit floats, atomically. */
    public static void write(Volume volume, Path file) {
        writableFormat(file).write(volume, file);
    }

    /** Writes labels as 8-bit integers if they fit, otherwise as 16-bit, atomically. */
    public static void write(LabelMap labels, Path file) {
        writableFormat(file).write(labels, file);
    }

    /**
     * Writes labels so that every reader places them exactly like the image they belong to.
     *
     * <p>Most readers use only the affine, which {@link #write(LabelMap, Path)} keeps; some use other header fields for
     * spacing or rotation, which are copied here bit for bit.
     *
     * @param labels on the grid of the image
     * @param image  the file that the image was read from
     * @throws IllegalArgumentException if the image is on another grid
     */
    public static void writeOnGridOf(LabelMap labels, Path image, Path file) {
        WritableFormat format = writableFormat(file);
        if (formatOf(image).equals(format)) {
            format.writeOnGridOf(labels, image, file);
        } else {
            format.write(labels, file);
        }
    }

    /**
     * Checks that the file name extension belongs to a writable format.
     *
     * @throws DataException naming the writable formats
     */
    public static void requireWritable(Path file) {
        writableFormat(file);
    }

    private static ImageFormat formatOf(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DataException(
                    Files.isDirectory(file) ? "expected an image, got a folder" : "the file does not exist",
                    Where.file(file),
                    "check the path");
        }
        return byEnding(file)
                .or(() -> byContent(file))
                .orElseThrow(() -> new DataException(
                        "the file name has no known image extension" + Contents.describe(file),
                        Where.file(file),
                        "convert it to one of " + named(FORMATS)));
    }

    private static WritableFormat writableFormat(Path file) {
        return byEnding(file)
                .filter(WritableFormat.class::isInstance)
                .map(WritableFormat.class::cast)
                .orElseThrow(() -> new DataException(
                        byEnding(file)
                                .map(format -> format.name() + " files are read but not written")
                                .orElse("the file name does not have the extension of a writable image format"),
                        Where.file(file),
                        "choose the extension of one of "
                                + named(FORMATS.stream()
                                        .filter(WritableFormat.class::isInstance)
                                        .toList())));
    }

    private static Optional<ImageFormat> byEnding(Path file) {
        int ending = knownEnding(file.toString());
        return FORMATS.stream()
                .filter(format -> ending > 0 && longestEnding(format, file.toString()) == ending)
                .findFirst();
    }

    /** Length of the longest extension of any format that a name has; 0 if none. */
    private static int knownEnding(String name) {
        return FORMATS.stream()
                .mapToInt(format -> longestEnding(format, name))
                .max()
                .orElse(0);
    }

    private static int longestEnding(ImageFormat format, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return format.endings().stream()
                .filter(lower::endsWith)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private static Optional<ImageFormat> byContent(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(ImageFormat.HEAD);
            return FORMATS.stream().filter(format -> format.recognizes(head)).findFirst();
        } catch (IOException unreadable) {
            return Optional.empty(); // the reason is reported by Contents.describe
        }
    }

    private static String named(List<ImageFormat> formats) {
        return formats.stream()
                .map(format -> format.name() + " (" + String.join(", ", format.endings()) + ")")
                .collect(Collectors.joining(", "));
    }
}
