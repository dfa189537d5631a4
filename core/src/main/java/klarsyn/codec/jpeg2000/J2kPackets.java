package klarsyn.codec.jpeg2000;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import klarsyn.codec.CodecErrors;

/** Reads the packets of a tile into its code-blocks (T.800, B.9 to B.12). */
final class J2kPackets {

    private static final Comparator<J2kPrecinct> BY_RESOLUTION = Comparator.comparingInt(p -> p.resolution.level());
    private static final Comparator<J2kPrecinct> BY_COMPONENT = Comparator.comparingInt(p -> p.resolution.component());
    private static final Comparator<J2kPrecinct> BY_PLACE =
            Comparator.<J2kPrecinct>comparingLong(p -> p.y).thenComparingLong(p -> p.x);
    private static final Comparator<J2kPrecinct> BY_INDEX = Comparator.comparingInt(p -> p.index);

    private final byte[] bytes;
    private final List<J2kPrecinct> precincts;
    private final CodecErrors errors;
    private int position;

    /** The contribution of a packet to one code-block: passes of a segment and their length in bytes. */
    private record Share(J2kBlock.Segment segment, int length) {}

    J2kPackets(byte[] bytes, List<J2kPrecinct> precincts, CodecErrors errors) {
        this.bytes = bytes;
        this.precincts = precincts;
        this.errors = errors;
    }

    void read(J2kParameters.Progression progression) {
        List<J2kPrecinct> bounded = precincts.stream()
                .filter(p -> p.resolution.level() >= progression.fromResolution()
                        && p.resolution.level() < progression.toResolution()
                        && p.resolution.component() >= progression.fromComponent()
                        && p.resolution.component() < progression.toComponent())
                .sorted(order(progression.order()))
                .toList();
        int layers = progression.toLayer();
        if (progression.order() == 0) {
            readByLayer(bounded, layers);
        } else if (progression.order() == 1) {
            for (int from = 0, to = 0; from < bounded.size(); from = to) {
                int level = bounded.get(from).resolution.level();
                while (to < bounded.size() && bounded.get(to).resolution.level() == level) {
                    to++;
                }
                readByLayer(bounded.subList(from, to), layers);
            }
        } else {
            for (J2kPrecinct precinct : bounded) {
                readByLayer(List.of(precinct), layers);
            }
        }
    }

    private Comparator<J2kPrecinct> order(int order) {
        return switch (order) {
            case 0, 1 -> BY_RESOLUTION.thenComparing(BY_COMPONENT).thenComparing(BY_INDEX);
            case 2 ->
                BY_RESOLUTION
                        .thenComparing(BY_PLACE)
                        .thenComparing(BY_COMPONENT)
                        .thenComparing(BY_INDEX);
            case 3 ->
                BY_PLACE.thenComparing(BY_COMPONENT)
                        .thenComparing(BY_RESOLUTION)
                        .thenComparing(BY_INDEX);
            case 4 ->
                BY_COMPONENT
                        .thenComparing(BY_PLACE)
                        .thenComparing(BY_RESOLUTION)
                        .thenComparing(BY_INDEX);
            default -> throw errors.damaged("packets in order %d".formatted(order));
        };
    }

    private void readByLayer(List<J2kPrecinct> some, int layers) {
        int first = some.stream().mapToInt(p -> p.layers).min().orElse(layers);
        for (int layer = first; layer < layers; layer++) {
            for (J2kPrecinct precinct : some) {
                if (precinct.layers == layer) {
                    readPacket(precinct, layer);
                    precinct.layers++;
                }
            }
        }
    }

    private void readPacket(J2kPrecinct precinct, int layer) {
        if (isMarker(0x91)) {
            position += 6;
        }
        J2kPacketBits bits = new J2kPacketBits(bytes, position, bytes.length, errors);
        List<Share> shares = new ArrayList<>();
        if (bits.next() == 1) {
            for (J2kPrecinct.Blocks part : precinct.parts()) {
                for (int i = 0; i < part.blocks().size(); i++) {
                    readBlock(part, i, layer, precinct.resolution.style(), bits, shares);
                }
            }
        }
        position = bits.end();
        if (isMarker(0x92)) {
            position += 2;
        }
        for (Share share : shares) {
            if (share.length() > bytes.length - position) {
                throw errors.damaged("the compressed image is truncated");
            }
            share.segment().bytes.write(bytes, position, share.length());
            position += share.length();
        }
    }

    private boolean isMarker(int code) {
        return position + 1 < bytes.length && (bytes[position] & 0xFF) == 0xFF && (bytes[position + 1] & 0xFF) == code;
    }

    private void readBlock(
            J2kPrecinct.Blocks part, int index, int layer, J2kStyle style, J2kPacketBits bits, List<Share> shares) {
        J2kBlock block = part.blocks().get(index);
        int x = index % part.across();
        int y = index / part.across();
        boolean more = block.included ? bits.next() == 1 : part.inclusion().isBelow(layer + 1, x, y, bits);
        if (!more) {
            return;
        }
        if (!block.included) {
            block.included = true;
            while (!part.emptyPlanes().isBelow(block.emptyPlanes + 1, x, y, bits)) {
                block.emptyPlanes++;
            }
        }
        int passes = bits.passes();
        if (style.has(J2kStyle.HIGH_THROUGHPUT) && block.passes == 0) {
            // The first groups of three passes may be placeholders for empty planes.
            block.emptyPlanes += (passes - 1) / 3;
            lengthenBy(block, bits);
            int placeholders = (passes - 1) / 3 * 3;
            J2kBlock.Segment cleanup = block.open(style);
            cleanup.passes = 1;
            shares.add(new Share(cleanup, bits.take(block.lengthBits + log2(placeholders + 1))));
            passes -= placeholders + 1;
            block.passes = 1;
        } else {
            lengthenBy(block, bits);
        }
        block.passes += passes;
        while (passes > 0) {
            J2kBlock.Segment segment = block.open(style);
            int taken = Math.min(passes, segment.capacity - segment.passes);
            segment.passes += taken;
            passes -= taken;
            shares.add(new Share(segment, bits.take(block.lengthBits + log2(taken))));
        }
    }

    private void lengthenBy(J2kBlock block, J2kPacketBits bits) {
        while (bits.next() == 1) {
            block.lengthBits++;
        }
        if (block.lengthBits > 24) {
            throw errors.damaged("a code-block's length has more than 24 bits");
        }
    }

    private static int log2(int value) {
        return 31 - Integer.numberOfLeadingZeros(value);
    }
}
