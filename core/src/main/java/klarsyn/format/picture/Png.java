package klarsyn.format.picture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import klarsyn.base.AtomicFile;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.Contents;
import klarsyn.format.file.PictureOrientation;
import klarsyn.format.file.WritableFormat;
import klarsyn.image.Geometry;
import klarsyn.image.LabelMap;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.image.Volume;

/** PNG of every bit depth, with or without palette, interlaced or not; written as gray of 8 or 16 bits. */
public final class Png implements PictureFormat, WritableFormat {

    private static final int LARGEST = 65535;

    @Override
    public String name() {
        return "PNG";
    }

    @Override
    public List<String> endings() {
        return List.of(".png");
    }

    @Override
    public boolean recognizes(byte[] head) {
        return Contents.describe(head).equals("a PNG picture");
    }

    @Override
    public Geometry storedGrid(byte[] file, Where where) {
        PngChunks chunks = PngChunks.parse(file, where);
        return Geometry.of(new Shape(chunks.header().width(), chunks.header().height(), 1), Spacing.isotropic(1));
    }

    @Override
    public PictureOrientation orientation(byte[] file, Where where) {
        return Exif.orientation(PngChunks.parse(file, where).exif());
    }

    @Override
    public Pixels decode(byte[] file, Where where) {
        return PngPixels.decode(PngChunks.parse(file, where), where);
    }

    @Override
    public void write(Volume volume, Path file) {
        float[] values = volume.voxels();
        char[] gray = new char[values.length];
        for (int i = 0; i < gray.length; i++) {
            gray[i] = (char) values[i];
            if (!(values[i] >= 0 && values[i] <= LARGEST) || gray[i] != values[i]) {
                throw new DataException(
                        "the value %s cannot be stored as PNG gray".formatted(values[i]),
                        Where.file(file),
                        "use whole numbers from 0 to 65535, or another format");
            }
        }
        write(gray, volume.shape(), file);
    }

    @Override
    public void write(LabelMap labels, Path file) {
        short[] values = labels.voxels();
        char[] gray = new char[values.length];
        for (int i = 0; i < gray.length; i++) {
            gray[i] = (char) values[i];
        }
        write(gray, labels.shape(), file);
    }

    private static void write(char[] gray, Shape shape, Path file) {
        if (shape.z() != 1) {
            throw new DataException(
                    "a PNG contains one picture, but the image has %d slices".formatted(shape.z()),
                    Where.file(file),
                    "write it in a volume format, such as .nii.gz");
        }
        byte[] png = PngWriter.encode(gray, shape.x(), shape.y());
        AtomicFile.write(file, temporary -> Files.write(temporary, png));
    }
}
