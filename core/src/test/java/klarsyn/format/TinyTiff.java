package klarsyn.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes TIFF files of a few 8-bit pixels, each page one strip, with the tags that define the pages. */
public final class TinyTiff {

    private static final int ENTRY_BYTES = 12;

    private final int width;
    private final int height;
    private final List<int[]> pages = new ArrayList<>();
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private String description = "";
    private int orientation = 1;
    private double pixelsPerUnit;
    private int directories = Integer.MAX_VALUE;

    public TinyTiff(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** Adds a page, row by row; a single number fills it. */
    public TinyTiff page(int... pixels) {
        pages.add(
                pixels.length == 1
                        ? java.util.stream.IntStream.generate(() -> pixels[0])
                                .limit((long) width * height)
                                .toArray()
                        : pixels);
        return this;
    }

    public TinyTiff order(ByteOrder other) {
        order = other;
        return this;
    }

    public TinyTiff description(String text) {
        description = text;
        return this;
    }

    public TinyTiff orientation(int value) {
        orientation = value;
        return this;
    }

    public TinyTiff pixelsPerUnit(double resolution) {
        pixelsPerUnit = resolution;
        return this;
    }

    /** Leaves out the directories of later pages, as ImageJ does for very large stacks. */
    public TinyTiff directories(int count) {
        directories = count;
        return this;
    }

    public Path write(Path file) {
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            return Files.write(file, bytes());
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    byte[] bytes() {
        byte[] text = (description + "\0").getBytes(StandardCharsets.UTF_8);
        int area = width * height;
        int fraction = 8 + pages.size() * area;
        int textAt = fraction + 8;
        int first = textAt + text.length + text.length % 2;
        int directoryBytes = 2 + 11 * ENTRY_BYTES + 4;
        int count = Math.min(directories, pages.size());
        ByteBuffer out = ByteBuffer.allocate(first + count * directoryBytes).order(order);
        out.putShort((short) (order == ByteOrder.LITTLE_ENDIAN ? 0x4949 : 0x4d4d))
                .putShort((short) 42)
                .putInt(first);
        pages.forEach(page -> {
            for (int pixel : page) {
                out.put((byte) pixel);
            }
        });
        out.putInt((int) (pixelsPerUnit * 1000)).putInt(1000).put(text).position(first);
        for (int page = 0; page < count; page++) {
            out.putShort((short) 11);
            entry(out, 256, 4, 1, width);
            entry(out, 257, 4, 1, height);
            entry(out, 258, 3, 1, 8);
            entry(out, 259, 3, 1, 1);
            entry(out, 262, 3, 1, 1);
            entry(out, page == 0 && !description.isEmpty() ? 270 : 305, 2, text.length, textAt);
            entry(out, 273, 4, 1, 8 + page * area);
            entry(out, 274, 3, 1, orientation);
            entry(out, 279, 4, 1, area);
            entry(out, pixelsPerUnit > 0 ? 282 : 500, 5, 1, fraction);
            entry(out, pixelsPerUnit > 0 ? 283 : 501, 5, 1, fraction);
            out.putInt(page + 1 < count ? first + (page + 1) * directoryBytes : 0);
        }
        return out.array();
    }

    private static void entry(ByteBuffer out, int tag, int type, int count, int value) {
        out.putShort((short) tag).putShort((short) type).putInt(count);
        if (type == 3) {
            out.putShort((short) value).putShort((short) 0);
        } else {
            out.putInt(value);
        }
    }
}
