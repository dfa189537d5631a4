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
 * Reads and writes image files; the end of the file's name says the format, for reading else the file's first bytes.
 *
 * <p>Every method throws {@link DataException} if the file is missing, may not be read, is cut short, is of a format
 * that is not known, or claims what cannot be. Voxels that are not numbers are passed on as they are.
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
                    "the image has %d channels or points in time where one is wanted".formatted(channels.size()),
                    Where.file(file),
                    "keep one of them in a file of its own");
        }
        return channels.getFirst();
    }

    /** All channels of a file, in order; an image of three dimensions has one. */
    public static List<Volume> readChannels(Path file) {
        return formatOf(file).readChannels(file);
    }

    /**
     * A label map: one channel of whole numbers from 0 to 32767, or of numbers that are nearly whole
     * ({@link StoredLabels#TOLERANCE}).
     */
    public static LabelMap readLabels(Path file) {
        return readStoredLabels(file).toLabelMap(Where.file(file));
    }

    /**
     * A label map whose values may also be larger numbers or colors, before anyone says what they mean.
     *
     * @throws DataException also if values are negative, NaN or not nearly whole, if there are more than
     *     {@value StoredLabels#MOST_VALUES} colors or numbers above 32767, or if the format has changed the values
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

    /** What was decided in reading an image, which its user should know; empty for most files. */
    public static List<ReadingNote> notes(Path file) {
        return formatOf(file).notes(file);
    }

    /** Shape and place of the voxels, from the header alone. */
    public static Geometry readGeometry(Path file) {
        return formatOf(file).readGeometry(file);
    }

    /**
     * What a person should know about where a file places its voxels, from the header alone: statements that disagree,
     * and which of them was used. That the axes are sheared is no statement of a header: {@link PlacementNote#onShear}.
     */
    public static List<PlacementNote> placementNotes(Path file) {
        return formatOf(file).placementNotes(file);
    }

    /** Whether a file name ends as those of a format that is read here. */
    public static boolean hasKnownEnding(Path file) {
        return byEnding(file).isPresent();
    }

    /** A file's name without the ending of a format that is read here. */
    public static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - knownEnding(name));
    }

    /**
     * What people call the format of a file, such as {@code NIfTI}: by the end of its name, else by its first bytes.
     *
     * @return empty for a folder, for what is not there or may not be read, and for a file of no known format
     */
    public static Optional<String> formatName(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        return byEnding(file).or(() -> byContent(file)).map(ImageFormat::name);
    }

    /** Writes intensities as 32-bit floats, whole or not at all. */
    public static void write(Volume volume, Path file) {
        writableFormat(file).write(volume, file);
    }

    /** Writes labels as 8-bit integers where they fit, else as 16-bit, whole or not at all. */
    public static void write(LabelMap labels, Path file) {
        writableFormat(file).write(labels, file);
    }

    /**
     * Writes labels so that every reader puts them exactly where it puts the image that they belong to.
     *
     * <p>The affine alone decides most readers' view, and {@link #write(LabelMap, Path)} keeps it; but some take the
     * spacing or the rotation from other fields of the header, which are copied here bit for bit.
     *
     * @param labels on the grid of the image
     * @param image  the file that the image was read from
     * @throws IllegalArgumentException if the image's grid is another
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
     * Refuses a file name whose ending is of no format that is written; nothing is written.
     *
     * @throws DataException naming the formats that are
     */
    public static void requireWritable(Path file) {
        writableFormat(file);
    }

    private static ImageFormat formatOf(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DataException(
                    Files.isDirectory(file) ? "this is a folder, not an image" : "there is no such file",
                    Where.file(file),
                    "check the path");
        }
        return byEnding(file)
                .or(() -> byContent(file))
                .orElseThrow(() -> new DataException(
                        "the file's name does not end like that of an image" + Contents.describe(file),
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
                                .orElse("the file's name does not end like that of an image that can be written"),
                        Where.file(file),
                        "choose the ending of one of "
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

    /** Letters of the longest ending of any format that a name has; 0 for none. */
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
            return Optional.empty(); // whoever wants the image is told why by Contents.describe
        }
    }

    private static String named(List<ImageFormat> formats) {
        return formats.stream()
                .map(format -> format.name() + " (" + String.join(", ", format.endings()) + ")")
                .collect(Collectors.joining(", "));
    }
}
