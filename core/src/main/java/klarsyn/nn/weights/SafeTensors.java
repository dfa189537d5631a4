package klarsyn.nn.weights;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import klarsyn.base.Json;
import klarsyn.base.ModelException;
import klarsyn.base.Where;
import klarsyn.tensor.Device;
import klarsyn.tensor.Scope;
import klarsyn.tensor.Tensor;

/**
 * Named tensors in the safetensors format: length of the header, header as JSON, raw little-endian numbers.
 *
 * <p>All sizes are checked against the length of the file before allocating memory, as in the reference implementation:
 * a header of at most 100 MB, contiguous tensors up to the end. Supports F32 and BF16.
 */
public final class SafeTensors {

    private static final String METADATA = "__metadata__";
    private static final long LARGEST_HEADER = 100_000_000;
    private static final long SLICE = 1L << 30;

    private final FileChannel channel;
    private final Where origin;
    private final long dataStart;
    private final List<SafeTensorsEntry> entries;
    private final Map<String, String> metadata;

    private SafeTensors(
            FileChannel channel,
            Where origin,
            long dataStart,
            List<SafeTensorsEntry> entries,
            Map<String, String> metadata) {
        this.channel = channel;
        this.origin = origin;
        this.dataStart = dataStart;
        this.entries = entries;
        this.metadata = metadata;
    }

    /** Writes tensors and metadata; the same content gives the same bytes. */
    public static void write(WritableByteChannel channel, Map<String, Tensor> tensors, Map<String, String> metadata)
            throws IOException {
        List<Map.Entry<String, Tensor>> ordered = new ArrayList<>(tensors.entrySet());
        ordered.sort(
                Comparator.comparingInt(entry -> -entry.getValue().precision().bytes())); // keeps FP32 aligned
        byte[] header = header(ordered, metadata);
        ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        writeAll(channel, length.putLong(header.length).flip());
        writeAll(channel, ByteBuffer.wrap(header));
        for (Map.Entry<String, Tensor> entry : ordered) {
            try (Scope _ = Scope.open("write weights")) {
                MemorySegment bytes =
                        entry.getValue().detach().to(Device.CPU).contiguous().bytes();
                for (long at = 0; at < bytes.byteSize(); at += SLICE) {
                    writeAll(
                            channel,
                            bytes.asSlice(at, Math.min(SLICE, bytes.byteSize() - at))
                                    .asByteBuffer());
                }
            }
        }
    }

    private static byte[] header(List<Map.Entry<String, Tensor>> tensors, Map<String, String> metadata) {
        SequencedMap<String, Json> members = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            SequencedMap<String, Json> texts = new LinkedHashMap<>();
            metadata.forEach((key, value) -> texts.put(key, new Json.Text(value)));
            members.put(METADATA, new Json.Members(texts));
        }
        long begin = 0;
        for (Map.Entry<String, Tensor> entry : tensors) {
            SafeTensorsEntry place = SafeTensorsEntry.of(entry.getKey(), entry.getValue(), begin);
            if (members.put(place.name(), place.toJson()) != null
                    || place.name().equals(METADATA)) {
                throw new IllegalArgumentException("a tensor must not be named " + place.name());
            }
            begin = place.end();
        }
        byte[] text = new Json.Members(members).compact().getBytes(StandardCharsets.UTF_8);
        byte[] padded = new byte[(text.length + 7) / 8 * 8];
        java.util.Arrays.fill(padded, (byte) ' ');
        System.arraycopy(text, 0, padded, 0, text.length);
        return padded;
    }

    private static void writeAll(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * Reads and checks the header of a region of a file; the channel must stay open until {@link #tensors} is done.
     *
     * @param offset first byte of the region
     * @param length bytes of the region, inside the file
     * @param origin the file, for messages
     * @throws ModelException if the region is not a complete safetensors file
     */
    public static SafeTensors read(FileChannel channel, long offset, long length, Where origin) throws IOException {
        if (offset < 0 || length < Long.BYTES || offset > channel.size() - length) {
            throw wrong("the weights are truncated", origin);
        }
        long headerLength = bytes(channel, offset, Long.BYTES).getLong();
        if (headerLength < 2 || headerLength > LARGEST_HEADER || headerLength > length - Long.BYTES) {
            throw wrong("the header of the weights has %d bytes".formatted(headerLength), origin);
        }
        byte[] header = bytes(channel, offset + Long.BYTES, (int) headerLength).array();
        long dataLength = length - Long.BYTES - headerLength;
        try {
            Json json = Json.parse(new String(header, StandardCharsets.UTF_8));
            return new SafeTensors(
                    channel,
                    origin,
                    offset + Long.BYTES + headerLength,
                    SafeTensorsEntry.all(json, dataLength),
                    metadata(json));
        } catch (IllegalArgumentException | ArithmeticException error) {
            throw new ModelException(
                    "the header of the weights is invalid: " + error.getMessage(),
                    origin,
                    "copy the file again from its source",
                    error);
        }
    }

    private static ByteBuffer bytes(FileChannel channel, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        return bytes.flip();
    }

    private static Map<String, String> metadata(Json header) {
        Map<String, String> metadata = new LinkedHashMap<>();
        if (header instanceof Json.Members members && members.values().get(METADATA) instanceof Json.Members texts) {
            texts.values().forEach((key, value) -> {
                if (!(value instanceof Json.Text text)) {
                    throw new IllegalArgumentException(METADATA + " contains non-string values under " + key);
                }
                metadata.put(key, text.value());
            });
        }
        return Collections.unmodifiableMap(metadata);
    }

    private static ModelException wrong(String what, Where origin) {
        return new ModelException(what, origin, "copy the file again from its source");
    }

    /** The metadata of the file. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** Number of values in all tensors. */
    public long count() {
        return entries.stream().mapToLong(SafeTensorsEntry::elements).sum();
    }

    /** Loads the tensors into the innermost scope, on the CPU, in the order of the file. */
    public SequencedMap<String, Tensor> tensors() throws IOException {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        try (Arena arena = Arena.ofConfined()) {
            long length = entries.isEmpty() ? 0 : entries.getLast().end();
            MemorySegment data = channel.map(MapMode.READ_ONLY, dataStart, length, arena);
            for (SafeTensorsEntry entry : entries) {
                tensors.put(entry.name(), entry.load(data));
            }
        } catch (InternalError unreadable) { // thrown by the JVM if a mapped file was truncated
            throw new ModelException(
                    "the weights cannot be read", origin, "copy the file again from its source", unreadable);
        }
        return tensors;
    }
}
