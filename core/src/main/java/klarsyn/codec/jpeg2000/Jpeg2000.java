package klarsyn.codec.jpeg2000;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import klarsyn.base.DataException;
import klarsyn.codec.CodecErrors;
import klarsyn.codec.JpegBits;
import klarsyn.codec.Raster;
import klarsyn.codec.Samples;

/**
 * JPEG 2000 (ITU-T T.800), reversible and irreversible, 1 to 16 bits, signed or unsigned, tiles and layers in any
 * order, with the high-throughput block coder of T.814; raw codestreams and JP2 files.
 *
 * <p>The color transforms of the codestream are undone. Rejects components of different sizes, packed packet headers
 * and blocks that mix both coders.
 */
public final class Jpeg2000 {

    private static final CodecErrors ERRORS = new CodecErrors("JPEG 2000");

    private final byte[] bytes;
    private final Raster raster;
    private final Map<Integer, J2kTile> tiles = new TreeMap<>();
    private int position;

    private Jpeg2000(byte[] bytes, Raster raster) {
        this.bytes = bytes;
        this.raster = raster;
    }

    /**
     * Decodes one frame.
     *
     * @throws DataException if the codestream is damaged, of another size, or of an unsupported kind
     */
    public static Samples decode(byte[] bytes, Raster raster) {
        return ERRORS.guard(raster, bytes, () -> new Jpeg2000(bytes, raster).decode());
    }

    private Samples decode() {
        position = startOfCodestream();
        if (position + 2 > bytes.length || number16(position) != 0xFF4F) {
            throw ERRORS.damaged("the image does not start with a JPEG 2000 marker");
        }
        position += 2;
        J2kParameters parameters = new J2kParameters(raster.components(), ERRORS);
        Optional<J2kSize> found = Optional.empty();
        while (number16(position) != 0xFF90) {
            int marker = number16(position);
            int end = endOfSegment();
            if (marker == 0xFF51) {
                found = Optional.of(J2kSize.read(bytes, position + 4, end, raster, ERRORS));
            } else {
                parameters.read(marker, bytes, position + 4, end);
            }
            position = end;
        }
        J2kSize size = found.orElseThrow(() -> ERRORS.damaged("the size segment is missing"));
        while (position + 2 <= bytes.length && number16(position) == 0xFF90) {
            readTilePart(size, parameters);
        }
        if (tiles.size() < size.tiles()) {
            throw ERRORS.damaged("%d of %d tiles are missing".formatted(size.tiles() - tiles.size(), size.tiles()));
        }
        int[] values = new int[raster.count()];
        tiles.values().forEach(tile -> tile.decode(values));
        return new Samples(raster, size.bits(), size.signed(), values);
    }

    /** Start of the codestream: position 0, or a box of a JP2 file. */
    private int startOfCodestream() {
        if (bytes.length < 12 || number16(0) == 0xFF4F) {
            return 0;
        }
        long at = 0;
        while (at + 8 <= bytes.length) {
            int box = (int) at;
            long length = number32(box);
            if (number32(box + 4) == 0x6A703263) {
                return box + (length == 1 ? 16 : 8);
            }
            if (length < 8) {
                break;
            }
            at += length;
        }
        return 0;
    }

    private void readTilePart(J2kSize size, J2kParameters parameters) {
        int start = position;
        int index = number16(start + 4);
        long length = number32(start + 6);
        // A length of 0 means up to the end; a padding byte and the end marker are harmless there.
        long end = length == 0 ? bytes.length : start + length;
        if (end > bytes.length || index >= size.tiles()) {
            throw ERRORS.damaged(
                    index >= size.tiles()
                            ? "tile %d of %d".formatted(index, size.tiles())
                            : "the compressed image is truncated");
        }
        J2kTile tile =
                tiles.computeIfAbsent(index, added -> new J2kTile(added, size, raster, parameters.forTile(), ERRORS));
        position = start + 12;
        while (number16(position) != 0xFF93) {
            int marker = number16(position);
            int next = endOfSegment();
            tile.parameters.read(marker, bytes, position + 4, next);
            position = next;
        }
        position += 2;
        if (position > end) {
            throw ERRORS.damaged("a tile header exceeds its tile-part");
        }
        tile.packets.write(bytes, position, (int) end - position);
        position = (int) end;
    }

    private int endOfSegment() {
        int end = position + 2 + number16(position + 2);
        if (number16(position) < 0xFF00 || end < position + 4 || end > bytes.length) {
            throw ERRORS.damaged("a marker segment exceeds the data");
        }
        return end;
    }

    private int number16(int at) {
        return JpegBits.unsignedShort(bytes, at);
    }

    private long number32(int at) {
        return (long) number16(at) << 16 | number16(at + 2);
    }
}
