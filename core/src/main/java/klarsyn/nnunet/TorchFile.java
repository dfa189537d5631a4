package klarsyn.nnunet;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import klarsyn.base.ModelException;
import klarsyn.base.Where;

/**
 * A file written by PyTorch's {@code torch.save}: a zip with a pickle, {@code NAME/data.pkl}, and the numbers of each
 * storage, {@code NAME/data/KEY}.
 *
 * <p>Entries are found by name and never used as paths. Sizes are checked against the file before allocating memory,
 * and bytes against their checksums. Files older than PyTorch 1.6 are not zip files and are rejected.
 */
final class TorchFile implements AutoCloseable {

    private static final int MAX_ENTRIES = 1 << 16;
    private static final int LARGEST_PICKLE = 64 << 20;
    private static final int CHUNK = 1 << 16;

    /** Maximum expansion factor of deflate for weights, which are nearly incompressible. */
    private static final long LARGEST_RATIO = 64;

    private static final int ZIP_MAGIC = 0x04034b50;
    private static final String PICKLE = "/data.pkl";
    private static final String DATA = "/data/";

    private final ZipFile zip;
    private final Where where;
    private final Map<String, ZipEntry> storages = new HashMap<>();
    private final ByteOrder order;
    private final Pickled root;

    private TorchFile(ZipFile zip, long fileSize, Where where) throws IOException {
        this.zip = zip;
        this.where = where;
        Map<String, ZipEntry> entries = entries(fileSize);
        List<ZipEntry> pickles = entries.values().stream()
                .filter(entry -> entry.getName().endsWith(PICKLE))
                .toList();
        if (pickles.size() != 1) {
            throw error("it has %d pickles instead of one".formatted(pickles.size()));
        }
        String pickle = pickles.getFirst().getName();
        String prefix = pickle.substring(0, pickle.length() - PICKLE.length());
        Map<String, Long> sizes = new HashMap<>();
        entries.forEach((name, entry) -> {
            if (name.startsWith(prefix + DATA)) {
                String key = name.substring(prefix.length() + DATA.length());
                storages.put(key, entry);
                sizes.put(key, entry.getSize());
            }
        });
        Optional<ZipEntry> byteOrder = Optional.ofNullable(entries.get(prefix + "/byteorder"));
        this.order = byteOrder.isPresent() ? order(byteOrder.get()) : ByteOrder.LITTLE_ENDIAN;
        this.root = PickleReader.read(bytes(pickles.getFirst(), LARGEST_PICKLE), sizes, where);
    }

    /**
     * Opens a file and reads its pickle; tensors are read on demand.
     *
     * @throws ModelException if it is not such a file, is damaged, or contains anything but tensors and plain
     *     containers
     */
    static TorchFile open(Path path) {
        Where where = Where.file(path);
        try {
            requireZip(path, where);
            ZipFile zip = new ZipFile(new File(path.toString()));
            try {
                return new TorchFile(zip, Files.size(path), where);
            } catch (IOException | RuntimeException failure) {
                zip.close();
                throw failure;
            }
        } catch (IOException | IllegalArgumentException | IllegalStateException failure) {
            throw new ModelException(
                    "the checkpoint cannot be read (%s)".formatted(failure.getMessage()),
                    where,
                    "copy it again from its source",
                    failure);
        }
    }

    private static void requireZip(Path path, Where where) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(path)) {
            head = in.readNBytes(Integer.BYTES);
        }
        if (head.length < Integer.BYTES) {
            throw new ModelException(
                    "this is not a checkpoint: too short for a zip file", where, "copy it again from its source");
        }
        int magic = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if ((magic & 0xFF) == 0x80) { // first instruction of a pickle
            throw new ModelException(
                    "this checkpoint is in a format older than PyTorch 1.6, which is not supported",
                    where,
                    "save it again with PyTorch: torch.save(torch.load(FILE), FILE)");
        }
        if (magic != ZIP_MAGIC) {
            throw new ModelException(
                    "this is not a checkpoint: not a zip file", where, "use a file written by nnU-Net v2");
        }
    }

    private Map<String, ZipEntry> entries(long fileSize) {
        if (zip.size() > MAX_ENTRIES) {
            throw error("it has %d entries".formatted(zip.size()));
        }
        Map<String, ZipEntry> entries = new HashMap<>();
        long packed = 0;
        for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
            long compressed = entry.getCompressedSize();
            packed += compressed;
            if (compressed < 0 || packed > fileSize || entry.getSize() > LARGEST_RATIO * compressed + CHUNK) {
                throw error("its entries have more bytes than the file");
            }
            boolean stored = entry.getMethod() == ZipEntry.STORED;
            if (entry.getSize() < 0 || (stored && entry.getSize() != compressed)) {
                throw error("an entry has no size");
            }
            if (entries.put(entry.getName(), entry) != null) {
                throw error("two entries have the same name");
            }
        }
        return entries;
    }

    private ByteOrder order(ZipEntry entry) throws IOException {
        return switch (new String(bytes(entry, CHUNK), StandardCharsets.US_ASCII)) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default -> throw error("its byte order is neither little nor big");
        };
    }

    /** The saved value. */
    Pickled root() {
        return root;
    }

    /** The numbers of a tensor of this file, the last axis fastest. */
    float[] floats(Pickled.View view) throws IOException {
        long elements = view.elements();
        if (view.storage().count() > Integer.MAX_VALUE - 8) {
            throw error("a tensor has %d numbers".formatted(view.storage().count()));
        }
        if (elements == 0) {
            return new float[0];
        }
        float[] stored = stored(view);
        if (view.isContiguous()) {
            return stored;
        }
        float[] values = new float[(int) elements];
        gather(view, stored, values);
        return values;
    }

    private static void gather(Pickled.View view, float[] stored, float[] values) {
        int axes = view.shape().size();
        long[] index = new long[axes];
        long from = 0;
        for (int to = 0; to < values.length; to++) {
            values[to] = stored[(int) from];
            for (int axis = axes - 1; axis >= 0; axis--) {
                from += view.stride().get(axis);
                if (++index[axis] < view.shape().get(axis)) {
                    break;
                }
                from -= view.shape().get(axis) * view.stride().get(axis);
                index[axis] = 0;
            }
        }
    }

    /** The numbers from a view's first element to its last. The whole storage is read for its checksum. */
    private float[] stored(Pickled.View view) throws IOException {
        Pickled.Storage storage = view.storage();
        ZipEntry entry = storages.get(storage.key());
        if (entry == null) {
            throw new IllegalArgumentException("the storage belongs to another file");
        }
        long first = view.offset();
        float[] values = new float[(int) (view.last() + 1 - first)];
        StorageType type = storage.type();
        int perChunk = CHUNK / type.bytes();
        try (Sound in = new Sound(entry)) {
            for (long at = 0; at < storage.count(); at += perChunk) {
                int count = (int) Math.min(perChunk, storage.count() - at);
                ByteBuffer chunk =
                        ByteBuffer.wrap(in.exactly(count * type.bytes())).order(order);
                long end = Math.min(at + count, first + values.length);
                for (long i = Math.max(at, first); i < end; i++) {
                    values[(int) (i - first)] = type.read(chunk, (int) (i - at) * type.bytes());
                }
            }
            in.requireEnd();
        }
        return values;
    }

    private byte[] bytes(ZipEntry entry, int largest) throws IOException {
        if (entry.getSize() > largest) {
            throw error("an entry has %d bytes, more than any checkpoint".formatted(entry.getSize()));
        }
        try (Sound in = new Sound(entry)) {
            byte[] bytes = in.exactly((int) entry.getSize());
            in.requireEnd();
            return bytes;
        }
    }

    /** The bytes of an entry, with verified size and checksum. */
    private final class Sound implements AutoCloseable {

        private final ZipEntry entry;
        private final CRC32 sum = new CRC32();
        private final InputStream in;

        Sound(ZipEntry entry) throws IOException {
            this.entry = entry;
            this.in = new CheckedInputStream(zip.getInputStream(entry), sum);
        }

        byte[] exactly(int count) throws IOException {
            byte[] bytes = in.readNBytes(count);
            if (bytes.length < count) {
                throw error("an entry is truncated");
            }
            return bytes;
        }

        void requireEnd() throws IOException {
            if (in.read() >= 0 || entry.getCrc() != sum.getValue()) {
                throw error("it is damaged: wrong checksum");
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    private ModelException error(String what) {
        return new ModelException("this is not a complete checkpoint: " + what, where, "copy it again from its source");
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
