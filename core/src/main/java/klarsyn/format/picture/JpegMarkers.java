package klarsyn.format.picture;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import klarsyn.base.DataException;
import klarsyn.base.Where;

/**
 * The header segments of a JPEG file. Source: ITU-T T.81, annex B; JFIF 1.02; Adobe's note 5116.
 *
 * @param components     components per pixel
 * @param brightnessFirst whether three components are luminance and two chrominances, not RGB
 * @param exif           content of the first EXIF segment, empty without one
 * @param bare           the file without application and comment segments
 */
record JpegMarkers(int width, int height, int components, boolean brightnessFirst, byte[] exif, byte[] bare) {

    /** An 8 × 8 block takes at least one bit in one scan. */
    private static final int MAX_PIXELS_PER_BYTE = 512;

    private static final int MARKER = 0xff;

    private static final class Reading {
        private final byte[] file;
        private final Where where;
        private final ByteArrayOutputStream bare = new ByteArrayOutputStream();
        private int at = 2;
        private boolean jfif;
        private int adobe = -1;
        private byte[] exif = {};
        private int[] frame = {};

        Reading(byte[] file, Where where) {
            this.file = file;
            this.where = where;
        }

        /** Parses the segments up to the first scan. */
        JpegMarkers read() {
            if (file.length < 4 || unsigned(0) != MARKER || unsigned(1) != 0xd8) {
                throw bad(where, "it does not start with a JPEG marker");
            }
            bare.write(file, 0, 2);
            int marker = next();
            while (marker != 0xda) {
                int length = length();
                segment(marker, length);
                at += length;
                marker = next();
            }
            bare.write(MARKER);
            bare.write(marker);
            bare.write(file, at, file.length - at);
            rejectWithoutEnd();
            return markers();
        }

        /** Within a scan, 0xff is followed by 0 or a restart marker, so the end marker is unambiguous. */
        private void rejectWithoutEnd() {
            for (int i = file.length - 2; i >= at; i--) {
                if (file[i] == (byte) MARKER && file[i + 1] == (byte) 0xd9) {
                    return;
                }
            }
            throw bad(where, "the end marker is missing: the file is truncated");
        }

        private int unsigned(int index) {
            if (index >= file.length) {
                throw bad(where, "it ends before its picture: it is truncated");
            }
            return file[index] & 0xff;
        }

        private int next() {
            if (unsigned(at) != MARKER) {
                throw bad(where, "a marker is missing: it is damaged");
            }
            while (unsigned(at) == MARKER) {
                at++;
            }
            return unsigned(at++);
        }

        private int length() {
            int length = unsigned(at) << 8 | unsigned(at + 1);
            if (length < 2 || length > file.length - at) {
                throw bad(where, "a segment exceeds the file: it is truncated");
            }
            return length;
        }

        private void segment(int marker, int length) {
            boolean frameHeader =
                    marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
            boolean application = (marker >= 0xe0 && marker <= 0xef) || marker == 0xfe;
            if (marker == 0xe0 && length >= 7 && startsWith("JFIF")) {
                jfif = true;
            } else if (marker == 0xee && length >= 14 && startsWith("Adobe")) {
                adobe = unsigned(at + 13);
            } else if (marker == 0xe1 && exif.length == 0) {
                byte[] content = Arrays.copyOfRange(file, at + 2, at + length);
                exif = Exif.isMarked(content) ? content : exif;
            } else if (frameHeader) {
                frame(marker, length);
            }
            if (!application) {
                bare.write(MARKER);
                bare.write(marker);
                bare.write(file, at, length);
            }
        }

        private boolean startsWith(String name) {
            for (int i = 0; i < name.length(); i++) {
                if (unsigned(at + 2 + i) != name.charAt(i)) {
                    return false;
                }
            }
            return true;
        }

        private void frame(int marker, int length) {
            reject(marker > 0xc2, "lossless or with arithmetic coding");
            if (length < 8 || length < 8 + 3 * unsigned(at + 7) || frame.length > 0) {
                throw bad(where, "its frame's header is damaged");
            }
            reject(unsigned(at + 2) != 8, "with %d bits per sample".formatted(unsigned(at + 2)));
            int components = unsigned(at + 7);
            reject(components == 4, "in print colors (CMYK)");
            reject(components != 1 && components != 3, "with %d components".formatted(components));
            frame = new int[3 + components];
            frame[0] = unsigned(at + 5) << 8 | unsigned(at + 6);
            frame[1] = unsigned(at + 3) << 8 | unsigned(at + 4);
            frame[2] = components;
            for (int i = 0; i < components; i++) {
                frame[3 + i] = unsigned(at + 8 + 3 * i);
            }
        }

        private void reject(boolean unknown, String how) {
            if (unknown) {
                throw new DataException(
                        "the JPEG picture is stored %s, which is not supported".formatted(how),
                        where,
                        "save it as 8-bit gray or RGB, or as PNG");
            }
        }

        private JpegMarkers markers() {
            if (frame.length == 0 || frame[0] == 0 || frame[1] == 0) {
                throw bad(where, "it does not state its size");
            }
            if ((long) frame[0] * frame[1] > (long) MAX_PIXELS_PER_BYTE * file.length) {
                throw bad(
                        where,
                        "its header claims %d×%d pixels, but the file has %d bytes"
                                .formatted(frame[0], frame[1], file.length));
            }
            return new JpegMarkers(frame[0], frame[1], frame[2], brightnessFirst(), exif, bare.toByteArray());
        }

        /** As libjpeg decides: always for JFIF, otherwise by Adobe's segment, otherwise by the component names. */
        private boolean brightnessFirst() {
            if (jfif || adobe >= 0) {
                return jfif || adobe != 0;
            }
            return !(frame[2] == 3 && frame[3] == 'R' && frame[4] == 'G' && frame[5] == 'B');
        }
    }

    static JpegMarkers parse(byte[] file, Where where) {
        return new Reading(file, where).read();
    }

    static DataException bad(Where where, String what) {
        return new DataException(
                "the JPEG picture is incomplete or damaged: " + what, where, "copy or export it again");
    }
}
