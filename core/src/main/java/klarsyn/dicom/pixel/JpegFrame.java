package klarsyn.dicom.pixel;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import klarsyn.base.DataException;
import klarsyn.base.Where;

/**
 * 8-bit JPEG with Huffman coding (ISO 10918-1), decoded by the JDK; components are not converted.
 *
 * <p>The decoder gets only tables, frame and scans: color information, thumbnails and profiles in other segments are
 * irrelevant in DICOM.
 *
 * @param frame  from the start marker on
 * @param format shape
 * @param where  file and frame
 */
record JpegFrame(byte[] frame, PixelFormat format, Where where) {

    private static final int START = 0xd8;
    private static final int END = 0xd9;
    private static final int TABLES_OF_CODES = 0xc4;
    private static final int QUANTIZATION = 0xdb;
    private static final int RESTART_INTERVAL = 0xdd;
    private static final int SCAN = 0xda;

    int[] decode() {
        if (format.bitsAllocated() != 8) {
            throw wrong("pixels of 8 bits are declared with %d bits allocated".formatted(format.bitsAllocated()));
        }
        byte[] plain = withoutApplications();
        ImageReader reader = readerOfTheJdk();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(plain))) {
            reader.setInput(in, true, true);
            AtomicReference<String> damage = new AtomicReference<>("");
            reader.addIIOReadWarningListener((_, warning) -> {
                String text = warning.toLowerCase(Locale.ROOT);
                if (text.contains("premature end") || text.contains("bad huffman")) {
                    damage.set(": " + warning);
                }
            });
            Raster raster = reader.readRaster(0, null);
            if (!damage.get().isEmpty()) {
                throw wrong("the stream is truncated or damaged" + damage.get());
            }
            return samples(raster);
        } catch (DataException rejected) {
            throw rejected;
        } catch (IOException | RuntimeException damaged) { // the JDK decoder validates little
            throw new DataException("JPEG: the stream is damaged", where, "copy or export the file again", damaged);
        } finally {
            reader.dispose();
        }
    }

    /** Readers of other libraries may be registered too; they convert colors. */
    private static ImageReader readerOfTheJdk() {
        Iterator<ImageReaderSpi> all =
                IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, JpegFrame::isOfTheJdk, true);
        try {
            return all.next().createReaderInstance();
        } catch (IOException | NoSuchElementException impossible) {
            throw new IllegalStateException("this Java runtime has no JPEG reader", impossible);
        }
    }

    private static boolean isOfTheJdk(Object spi) {
        return spi.getClass().getName().equals("com.sun.imageio.plugins.jpeg.JPEGImageReaderSpi");
    }

    private int[] samples(Raster raster) {
        if (raster.getWidth() != format.columns()
                || raster.getHeight() != format.rows()
                || raster.getNumBands() != format.samples()) {
            throw wrong("the image is %d×%d with %d components"
                    .formatted(raster.getWidth(), raster.getHeight(), raster.getNumBands()));
        }
        return raster.getPixels(
                raster.getMinX(), raster.getMinY(), format.columns(), format.rows(), new int[format.samplesOfFrame()]);
    }

    /** The stream without application segments and comments, its frame header checked against the format. */
    private byte[] withoutApplications() {
        if (frame.length < 4 || unsigned(0) != 0xff || unsigned(1) != START) {
            throw wrong("the frame does not start with a JPEG marker");
        }
        var out = new ByteArrayOutputStream(frame.length);
        out.write(frame, 0, 2);
        int at = 2;
        boolean hasFrame = false;
        while (true) {
            while (at + 4 <= frame.length && unsigned(at) == 0xff && unsigned(at + 1) == 0xff) {
                at++; // fill bytes
            }
            if (at + 4 > frame.length || unsigned(at) != 0xff) {
                throw wrong("the stream ends, or contains no marker, before the first scan");
            }
            int marker = unsigned(at + 1);
            int length = 2 + (unsigned(at + 2) << 8 | unsigned(at + 3));
            if (marker == SCAN) {
                break;
            } else if (marker == END || at + length > frame.length || length < 4) {
                throw wrong("the stream ends before the first scan");
            } else if (isFrame(marker)) {
                check(marker, at + 4, length - 4, hasFrame);
                hasFrame = true;
                out.write(frame, at, length);
            } else if (marker == TABLES_OF_CODES || marker == QUANTIZATION || marker == RESTART_INTERVAL) {
                out.write(frame, at, length);
            }
            at += length;
        }
        if (!hasFrame) {
            throw wrong("a scan precedes the frame header");
        }
        out.write(frame, at, frame.length - at);
        return out.toByteArray();
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != TABLES_OF_CODES && marker != 0xc8 && marker != 0xcc;
    }

    private void check(int marker, int at, int length, boolean again) {
        if (marker > 0xc2) {
            throw wrong("the JPEG process does not match the transfer syntax (marker FF%02X)".formatted(marker));
        } else if (again || length < 6) {
            throw wrong("the stream has a second or a truncated frame header");
        }
        int rows = unsigned(at + 1) << 8 | unsigned(at + 2);
        int columns = unsigned(at + 3) << 8 | unsigned(at + 4);
        if (unsigned(at) != 8
                || rows != format.rows()
                || columns != format.columns()
                || unsigned(at + 5) != format.samples()) {
            throw wrong("the stream has %d×%d pixels with %d components of %d bits, the data set %d×%d with %d"
                    .formatted(
                            columns,
                            rows,
                            unsigned(at + 5),
                            unsigned(at),
                            format.columns(),
                            format.rows(),
                            format.samples()));
        }
    }

    private int unsigned(int at) {
        return frame[at] & 0xff;
    }

    private DataException wrong(String what) {
        return new DataException("JPEG: " + what, where, "copy or export the file again, or exclude it");
    }
}
