package klarsyn.format.picture;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.array.ArrayGrids;
import klarsyn.image.Shape;

/**
 * A specific decoder of {@code javax.imageio}, independent of the class path; reads from memory.
 *
 * @param provider creates the decoder
 */
record RasterSource(Supplier<ImageReaderSpi> provider) {

    /** Pictures up to this size are always decoded, larger ones only if the file size is plausible. */
    private static final long FEW_PIXELS = 1 << 24;

    private static final int MAX_PIXELS_PER_BYTE = 4096;

    /** A decoder of the JDK, whose types are not exported. */
    static RasterSource ofJdk(String className) {
        return new RasterSource(() -> {
            Iterator<ImageReaderSpi> all =
                    IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);
            while (all.hasNext()) {
                ImageReaderSpi spi = all.next();
                if (spi.getClass().getName().equals(className)) {
                    return spi;
                }
            }
            throw new IllegalStateException("this Java runtime has no " + className);
        });
    }

    /** Uses an open reader. */
    @FunctionalInterface
    private interface Use<T> {
        T apply(ImageReader reader) throws IOException;
    }

    /** The stored components. */
    Raster raster(byte[] file, Where where) {
        return with(file, where, reader -> reader.readRaster(0, null));
    }

    /** Columns and rows. */
    Shape shape(byte[] file, Where where) {
        return with(file, where, reader -> new Shape(reader.getWidth(0), reader.getHeight(0), 1));
    }

    /** The only picture of a file, with its palette. */
    Pixels pixels(byte[] file, Where where) {
        return with(file, where, reader -> {
            Shape shape = new Shape(reader.getWidth(0), reader.getHeight(0), 1);
            long pixels = (long) shape.x() * shape.y();
            if (pixels > FEW_PIXELS && pixels > MAX_PIXELS_PER_BYTE * (long) file.length) {
                throw new DataException(
                        "its header claims %d×%d pixels, but the file has %d bytes"
                                .formatted(shape.x(), shape.y(), file.length),
                        where,
                        "copy or export it again");
            }
            int pictures = reader.getNumImages(true);
            if (pictures != 1) {
                throw new DataException(
                        "the file contains %d pictures".formatted(pictures), where, "save one picture per file");
            }
            return pixels(reader.read(0), where);
        });
    }

    private static Pixels pixels(BufferedImage image, Where where) {
        Shape shape = new Shape(image.getWidth(), image.getHeight(), 1);
        Raster raster = image.getRaster();
        ArrayGrids.rejectLargerThanArrays((long) shape.x() * shape.y(), where);
        List<float[]> channels = new ArrayList<>();
        for (int band = 0; band < raster.getNumBands(); band++) {
            channels.add(raster.getSamples(0, 0, shape.x(), shape.y(), band, new float[shape.voxels()]));
        }
        return new Pixels(shape, channels, meaning(image));
    }

    private static Pixels.Meaning meaning(BufferedImage image) {
        if (image.getColorModel() instanceof IndexColorModel palette) {
            int[] argb = new int[1 << palette.getPixelSize()];
            palette.getRGBs(argb.length < palette.getMapSize() ? new int[palette.getMapSize()] : argb);
            return new Pixels.Meaning.Palette(argb);
        }
        return image.getColorModel().hasAlpha()
                ? new Pixels.Meaning.LastIsOpacity(255)
                : new Pixels.Meaning.Intensities();
    }

    /** Any exception of a decoder is caused by the file, its only input. */
    private <T> T with(byte[] file, Where where, Use<T> use) {
        try (ImageInputStream in = new PictureBytes(file)) {
            ImageReader reader = provider.get().createReaderInstance();
            try {
                reader.setInput(in, false, true);
                return use.apply(reader);
            } finally {
                reader.dispose();
            }
        } catch (DataException known) {
            throw known;
        } catch (IOException | RuntimeException | StackOverflowError failure) {
            throw new DataException(
                    "the picture cannot be decoded (%s)"
                            .formatted(Optional.ofNullable(failure.getMessage())
                                    .orElse(failure.getClass().getSimpleName())),
                    where,
                    "copy or export it again, or exclude it",
                    failure);
        }
    }
}
