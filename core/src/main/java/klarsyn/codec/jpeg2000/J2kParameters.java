package klarsyn.codec.jpeg2000;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import klarsyn.codec.CodecErrors;
import klarsyn.codec.JpegBits;

/** The coding parameters of a main header or of a tile header. */
final class J2kParameters {

    /** A progression: an order with bounds on resolutions, components and layers. */
    record Progression(
            int order, int fromResolution, int toResolution, int fromComponent, int toComponent, int toLayer) {}

    private final CodecErrors errors;
    private final int components;
    private final List<Optional<J2kStyle>> styles = new ArrayList<>();
    private final List<Optional<J2kSteps>> steps = new ArrayList<>();
    private final boolean[] ownStyle;
    private final boolean[] ownSteps;
    private final int[] regionShift;
    private final List<Progression> changes = new ArrayList<>();
    private int order;
    private int layers;
    private boolean colorTransform;

    J2kParameters(int components, CodecErrors errors) {
        this.components = components;
        this.errors = errors;
        this.ownStyle = new boolean[components];
        this.ownSteps = new boolean[components];
        this.regionShift = new int[components];
        for (int i = 0; i < components; i++) {
            styles.add(Optional.empty());
            steps.add(Optional.empty());
        }
    }

    /** A copy for a tile, whose own segments take precedence. */
    J2kParameters forTile() {
        J2kParameters copy = new J2kParameters(components, errors);
        copy.order = order;
        copy.layers = layers;
        copy.colorTransform = colorTransform;
        copy.changes.addAll(changes);
        System.arraycopy(regionShift, 0, copy.regionShift, 0, components);
        for (int c = 0; c < components; c++) {
            copy.styles.set(c, styles.get(c));
            copy.steps.set(c, steps.get(c));
        }
        return copy;
    }

    /** Parses a segment; ignores irrelevant ones. */
    void read(int marker, byte[] bytes, int from, int to) {
        switch (marker) {
            case 0xFF52 -> readStyle(bytes, from, to);
            case 0xFF53 -> {
                int c = component(bytes[from]);
                styles.set(c, Optional.of(J2kStyle.read(bytes, from + 2, to, (bytes[from + 1] & 1) != 0, errors)));
                ownStyle[c] = true;
            }
            case 0xFF5C -> {
                J2kSteps all = J2kSteps.read(bytes, from, to, errors);
                for (int c = 0; c < components; c++) {
                    steps.set(c, ownSteps[c] ? steps.get(c) : Optional.of(all));
                }
            }
            case 0xFF5D -> {
                int c = component(bytes[from]);
                steps.set(c, Optional.of(J2kSteps.read(bytes, from + 1, to, errors)));
                ownSteps[c] = true;
            }
            case 0xFF5E -> {
                regionShift[component(bytes[from])] = bytes[from + 2] & 0xFF;
                if (bytes[from + 1] != 0) {
                    throw errors.unsupported(
                            "a region of interest of style %d is not supported".formatted(bytes[from + 1]));
                }
            }
            case 0xFF5F -> readChanges(bytes, from, to);
            case 0xFF60, 0xFF61 -> throw errors.unsupported("packed packet headers are not supported");
            default -> {
                // Comments, packet lengths and capabilities do not affect samples.
            }
        }
    }

    private int component(byte index) {
        if ((index & 0xFF) >= components) {
            throw errors.damaged("component %d does not exist".formatted(index & 0xFF));
        }
        return index & 0xFF;
    }

    private void readStyle(byte[] bytes, int from, int to) {
        order = bytes[from + 1] & 0xFF;
        layers = JpegBits.unsignedShort(bytes, from + 2);
        colorTransform = (bytes[from + 4] & 1) != 0;
        if (order > 4 || layers < 1) {
            throw errors.damaged("packets in order %d, %d layers".formatted(order, layers));
        }
        J2kStyle all = J2kStyle.read(bytes, from + 5, to, (bytes[from] & 1) != 0, errors);
        for (int c = 0; c < components; c++) {
            styles.set(c, ownStyle[c] ? styles.get(c) : Optional.of(all));
        }
    }

    private void readChanges(byte[] bytes, int from, int to) {
        changes.clear();
        for (int at = from; at + 7 <= to; at += 7) {
            int end = bytes[at + 5] & 0xFF;
            changes.add(new Progression(
                    bytes[at + 6] & 0xFF,
                    bytes[at] & 0xFF,
                    bytes[at + 4] & 0xFF,
                    bytes[at + 1] & 0xFF,
                    Math.min(end == 0 ? 256 : end, components),
                    JpegBits.unsignedShort(bytes, at + 2)));
        }
    }

    J2kStyle style(int component) {
        return styles.get(component).orElseThrow(() -> errors.damaged("the coding style is missing"));
    }

    J2kSteps steps(int component) {
        return steps.get(component).orElseThrow(() -> errors.damaged("the quantization is missing"));
    }

    int regionShift(int component) {
        return regionShift[component];
    }

    int layers() {
        return layers;
    }

    boolean colorTransform() {
        return colorTransform;
    }

    /** The progressions, in order. */
    List<Progression> progressions() {
        return changes.isEmpty() ? List.of(new Progression(order, 0, 33, 0, components, layers)) : List.copyOf(changes);
    }

    @Override
    public String toString() {
        return "%d layers in order %d, own styles %s".formatted(layers, order, Arrays.toString(ownStyle));
    }
}
