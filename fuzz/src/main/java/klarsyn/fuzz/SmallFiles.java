package klarsyn.fuzz;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import klarsyn.format.Images;
import klarsyn.format.array.NumericArrays;
import klarsyn.format.file.NumericArray;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;

/** Sound files of some hundred bytes, by Klarsyn's own writers, by the JDK's, and by hand. */
final class SmallFiles {

    private static final Geometry GRID = Geometry.of(new Shape(4, 3, 2), new Spacing(0.8, 0.8, 2.5));

    private SmallFiles() {}

    /** Files by their names. */
    static Map<String, byte[]> of(Target target, Path folder) throws IOException {
        return switch (target) {
            case NIFTI, NIFTI_INSIDE_GZIP -> images(folder, ".nii");
            case NIFTI_GZIP -> images(folder, ".nii.gz");
            case NIFTI_PAIR -> pair(images(folder, ".nii"));
            case NRRD -> images(folder, ".nrrd");
            case META_IMAGE -> images(folder, ".mha");
            case NPY -> Map.of("floats", array(folder, ".npy"));
            case NPZ -> Map.of("stored", zip("a.npy", array(folder, ".npy")));
            case IDX, IDX_GZIP -> Map.of("digits", idx());
            case TIFF -> pictures("tiff");
            case PNG -> pictures("png");
            case JPEG -> pictures("jpeg");
            case BMP -> pictures("bmp");
            case GIF -> pictures("gif");
            case JPEG_CODEC -> codestreams();
            case DICOM -> Map.of("implicit", dicom(false), "explicit", dicom(true));
            case WFDB -> SmallSignals.wfdb();
            case EDF -> SmallSignals.edf(false);
            case BDF -> SmallSignals.edf(true);
            case CHECKPOINT -> Map.of("two", SmallCheckpoints.file(SmallCheckpoints.pickle()));
            case CHECKPOINT_PICKLE -> Map.of("two", SmallCheckpoints.pickle());
            case SIGNAL_ZIP -> Map.of("one", zip("Z001.txt", text("1\n-2\n3\n")));
            case NRRD_DETACHED,
                    META_IMAGE_DETACHED,
                    HDF5,
                    WEBP,
                    JPEG_LS_CODEC,
                    JPEG_2000_CODEC,
                    SIGNAL_TEXT,
                    TABLE,
                    DATA_SET,
                    MANIFEST -> Map.of(); // in fuzz/seeds
        };
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> images(Path folder, String ending) throws IOException {
        float[] values = new float[GRID.shape().voxels()];
        short[] labels = new short[values.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = i - 3.5f;
            labels[i] = (short) (i % 3);
        }
        Path file = folder.resolve("made" + ending);
        Images.write(new Volume(GRID, values), file);
        byte[] volume = Files.readAllBytes(file);
        Images.write(new LabelMap(GRID, labels), file);
        byte[] map = Files.readAllBytes(file);
        Files.delete(file);
        return Map.of("volume", volume, "labels", map);
    }

    /** Header and voxels apart, with the word that says so. */
    private static Map<String, byte[]> pair(Map<String, byte[]> whole) {
        Map<String, byte[]> pairs = new HashMap<>();
        whole.forEach((name, bytes) -> {
            byte[] header = Arrays.copyOf(bytes, 348);
            ByteBuffer.wrap(header)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putFloat(108, 0)
                    .put(344, text("ni1\0"));
            pairs.put(name, Parts.join(header, Arrays.copyOfRange(bytes, 352, bytes.length)));
        });
        return pairs;
    }

    private static byte[] array(Path folder, String ending) throws IOException {
        Path file = folder.resolve("made" + ending);
        NumericArrays.write(NumericArray.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3), file);
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return bytes;
    }

    private static byte[] zip(String name, byte[] content) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry(name));
            out.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] idx() {
        return ByteBuffer.allocate(16 + 12)
                .putInt(0x0803)
                .putInt(2)
                .putInt(3)
                .putInt(2)
                .array();
    }

    private static Map<String, byte[]> codestreams() throws IOException {
        Map<String, byte[]> framed = new HashMap<>();
        pictures("jpeg").forEach((name, bytes) -> {
            int components = name.contains("GRAY") ? 0 : 2;
            framed.put(
                    name,
                    ByteBuffer.allocate(Seeds.RASTER_BYTES + bytes.length)
                            .putShort((short) 11)
                            .putShort((short) 9)
                            .put((byte) components)
                            .put(bytes)
                            .array());
        });
        return framed;
    }

    /** A picture in every way that the JDK's writer of a format knows. */
    private static Map<String, byte[]> pictures(String format) throws IOException {
        Map<String, byte[]> all = new HashMap<>();
        Map<String, Integer> types = Map.of(
                "RGB", BufferedImage.TYPE_INT_RGB,
                "GRAY", BufferedImage.TYPE_BYTE_GRAY,
                "GRAY16", BufferedImage.TYPE_USHORT_GRAY,
                "ALPHA", BufferedImage.TYPE_INT_ARGB,
                "PALETTE", BufferedImage.TYPE_BYTE_INDEXED,
                "BITS", BufferedImage.TYPE_BYTE_BINARY);
        for (Map.Entry<String, Integer> type : types.entrySet()) {
            ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
            ImageWriteParam ways = writer.getDefaultWriteParam();
            String[] compressions = ways.canWriteCompressed() ? ways.getCompressionTypes() : new String[] {"none"};
            for (String compression : compressions) {
                var bytes = new ByteArrayOutputStream();
                try (var out = ImageIO.createImageOutputStream(bytes)) {
                    writer.setOutput(out);
                    writer.write(null, new IIOImage(picture(type.getValue()), null, null), way(writer, compression));
                } catch (IOException | RuntimeException notThisWay) {
                    continue;
                }
                all.put((type.getKey() + "-" + compression).replaceAll("\\W", "_"), bytes.toByteArray());
            }
            writer.dispose();
        }
        return all;
    }

    private static ImageWriteParam way(ImageWriter writer, String compression) {
        ImageWriteParam way = writer.getDefaultWriteParam();
        if (way.canWriteCompressed()) {
            way.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            way.setCompressionType(compression);
            if (writer.getClass().getSimpleName().toLowerCase(Locale.ROOT).contains("png")) {
                way.setCompressionQuality(1); // stored: every byte can be changed
            }
        }
        return way;
    }

    private static BufferedImage picture(int type) {
        var picture = new BufferedImage(11, 9, type);
        for (int i = 0; i < 99; i++) {
            picture.setRGB(i % 11, Math.floorDiv(i, 11), 0xff000000 | i * 151_643);
        }
        return picture;
    }

    /** A slice of 4 × 3 pixels of 16 bits with its place, little endian. */
    private static byte[] dicom(boolean explicit) {
        return new SmallDicom(explicit)
                .text(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.4\0")
                .text(0x00080060, "CS", "MR")
                .text(0x0020000E, "UI", "1.2.3\0")
                .text(0x00200032, "DS", "1\\2\\3 ")
                .text(0x00200037, "DS", "1\\0\\0\\0\\1\\0 ")
                .number(0x00280002, 1)
                .text(0x00280004, "CS", "MONOCHROME2 ")
                .number(0x00280010, 3)
                .number(0x00280011, 4)
                .text(0x00280030, "DS", "1\\2 ")
                .number(0x00280100, 16)
                .number(0x00280101, 12)
                .number(0x00280102, 11)
                .number(0x00280103, 0)
                .text(0x00281052, "DS", "-1")
                .text(0x00281053, "DS", "2 ")
                .element(0x7FE00010, "OW", new byte[24])
                .bytes();
    }
}
