package klarsyn.format.picture;

import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.util.List;
import klarsyn.base.Where;
import klarsyn.format.file.Contents;
import klarsyn.format.file.PictureOrientation;
import klarsyn.image.Geometry;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;

/**
 * 8-bit JPEG, baseline or progressive, gray or color.
 *
 * <p>The JDK's decoder returns the stored components; they are converted to RGB as in JFIF, with libjpeg's integer
 * arithmetic, so that neither a profile nor a guess of the JDK changes values.
 */
public final class Jpeg implements PictureFormat {

    private static final RasterSource DECODER = RasterSource.ofJdk("com.sun.imageio.plugins.jpeg.JPEGImageReaderSpi");

    @Override
    public String name() {
        return "JPEG";
    }

    @Override
    public List<String> endings() {
        return List.of(".jpg", ".jpeg");
    }

    @Override
    public boolean recognizes(byte[] head) {
        return Contents.describe(head).equals("a JPEG picture");
    }

    @Override
    public Geometry storedGrid(byte[] file, Where where) {
        JpegMarkers markers = JpegMarkers.parse(file, where);
        return Geometry.of(new Shape(markers.width(), markers.height(), 1), Spacing.isotropic(1));
    }

    @Override
    public PictureOrientation orientation(byte[] file, Where where) {
        return Exif.orientation(JpegMarkers.parse(file, where).exif());
    }

    @Override
    public void requireLabelMap(byte[] file, Where where) {
        throw PictureFormat.lossy("a JPEG", where);
    }

    @Override
    public Pixels decode(byte[] file, Where where) {
        JpegMarkers markers = JpegMarkers.parse(file, where);
        Raster raster = DECODER.raster(markers.bare(), where);
        boolean asClaimed = raster.getWidth() == markers.width()
                && raster.getHeight() == markers.height()
                && raster.getNumBands() == markers.components();
        if (!asClaimed
                || !(raster.getSampleModel() instanceof PixelInterleavedSampleModel layout)
                || !(raster.getDataBuffer() instanceof DataBufferByte buffer)) {
            throw JpegMarkers.bad(where, "it contains two interleaved pictures");
        }
        Shape shape = new Shape(markers.width(), markers.height(), 1);
        byte[] bytes = buffer.getData();
        List<float[]> channels = markers.components() == 1
                ? List.of(gray(bytes, layout, shape))
                : colored(bytes, layout, shape, markers.brightnessFirst());
        return new Pixels(shape, channels, new Pixels.Meaning.Intensities());
    }

    private static float[] gray(byte[] bytes, PixelInterleavedSampleModel layout, Shape shape) {
        float[] gray = new float[shape.voxels()];
        for (int y = 0; y < shape.y(); y++) {
            for (int x = 0; x < shape.x(); x++) {
                gray[shape.index(x, y, 0)] = bytes[y * layout.getScanlineStride() + x * layout.getPixelStride()] & 0xff;
            }
        }
        return gray;
    }

    private static List<float[]> colored(
            byte[] bytes, PixelInterleavedSampleModel layout, Shape shape, boolean brightnessFirst) {
        int[] offsets = layout.getBandOffsets();
        float[] red = new float[shape.voxels()];
        float[] green = new float[shape.voxels()];
        float[] blue = new float[shape.voxels()];
        int to = 0;
        for (int y = 0; y < shape.y(); y++) {
            int at = y * layout.getScanlineStride();
            for (int x = 0; x < shape.x(); x++, to++, at += layout.getPixelStride()) {
                int first = bytes[at + offsets[0]] & 0xff;
                int second = bytes[at + offsets[1]] & 0xff;
                int third = bytes[at + offsets[2]] & 0xff;
                if (brightnessFirst) {
                    int cb = second - 128;
                    int cr = third - 128;
                    red[to] = Math.clamp(first + ((91881 * cr + 32768) >> 16), 0, 255);
                    green[to] = Math.clamp(first + ((-22554 * cb - 46802 * cr + 32768) >> 16), 0, 255);
                    blue[to] = Math.clamp(first + ((116130 * cb + 32768) >> 16), 0, 255);
                } else {
                    red[to] = first;
                    green[to] = second;
                    blue[to] = third;
                }
            }
        }
        return List.of(red, green, blue);
    }
}
